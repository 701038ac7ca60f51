import type { Bench, BenchOptions, BenchResult } from '../Bench';
import { formatHead, formatRow, formatTime } from '../format';
import { benchDecision } from './decisionBench';
import { benchDocument, type DocumentFigures } from './documentBench';

const RULES = 25;
const LINES = 500;
const TENFOLD = 10;

/** Goals in milliseconds. */
const DECISION = 0.005;
const VALIDATION = 16;
const COMPLETION = 5;

/** Deciding, validating and completing, and how each grows. */
export const policyBench: Bench = {
  title: 'Policies: one decision over 25 rules beside its peers, validation, completion, growth',
  async run(options: BenchOptions): Promise<BenchResult> {
    // First, so that its first call is the first of the process.
    const document = await benchDocument(LINES, options);
    const decision = await benchDecision(RULES, options);
    const moreRules = await benchDecision(RULES * TENFOLD, options);
    const moreLines = await benchDocument(LINES * TENFOLD, options);
    const disagreements = [...decision.disagreements, ...moreRules.disagreements];
    return {
      holds: disagreements.length === 0,
      goals: [
        {
          name: `one decision over ${RULES} rules`,
          measured: decision.ours.median,
          goal: DECISION,
        },
        {
          name: `validation of ${document.lines} lines`,
          ...{ measured: document.validate.median, goal: VALIDATION },
        },
        ...completions(document).map(({ name, median }) => ({
          name,
          ...{ measured: median, goal: COMPLETION },
        })),
      ],
      figures: { decision, moreRules, document, moreLines, disagreements },
      lines: [
        ...[decision, moreRules].flatMap(({ ours, peers }, index) => [
          formatHead(`One decision over ${RULES * TENFOLD ** index} rules`, 'to ours'),
          ...[ours, ...peers].map(each => formatRow(each, ours)),
          '',
        ]),
        ...[document, moreLines].flatMap(figures => [
          formatHead(`A document of ${figures.lines} lines`),
          ...[figures.parse, figures.validate, ...completions(figures)].map(each =>
            formatRow(each),
          ),
          `first validation in this process: ${formatTime(figures.cold)}; a parsed policy keeps ${Math.round(figures.memory / 1024)} KB`,
          '',
        ]),
        'Growth with ten times as much',
        growth('decision', decision.ours.median, moreRules.ours.median),
        growth('validation', document.validate.median, moreLines.validate.median),
        ...completions(document).map(({ name, median }, at) =>
          growth(name, median, completions(moreLines)[at]!.median),
        ),
        growth('memory', document.memory, moreLines.memory),
        ...disagreements.slice(0, 10).map(each => `NOT ALIKE: ${each}`),
        `${disagreements.length} answers of peers differ from ours`,
      ],
    };
  },
};

function completions({ completeMember, completeCondition, completeReference }: DocumentFigures) {
  return [
    { ...completeMember, name: 'completion at a member' },
    { ...completeCondition, name: 'completion in a condition' },
    { ...completeReference, name: 'completion of a group among 55,000' },
  ];
}

function growth(name: string, before: number, after: number): string {
  return `${name.padEnd(46)}× ${(after / before).toFixed(1)}`;
}
