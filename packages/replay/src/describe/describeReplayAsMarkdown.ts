import { DECISIONS, type DecisionValue } from '@countersign/model';
import type { ReplayResult, RuleTotals } from '../engine/ReplayResult';
import { describeReplay } from './describeReplay';
import { formatNumber } from './format';

const WORDS: Record<DecisionValue, string> = {
  allow: 'allowed',
  require_approval: 'asked',
  deny: 'denied',
};

/**
 * A replay as Markdown, for a pull request's comment: the sentences of {@link describeReplay}, how
 * decisions moved, and what each rule decides.
 */
export function describeReplayAsMarkdown(result: ReplayResult): string {
  return [
    `### Replay of ${escape(result.set)}`,
    '',
    ...describeReplay(result).map(line => `- ${escape(line)}`),
    ...matrixTable(result),
    ...ruleTable(result.byRule),
    '',
  ].join('\n');
}

function matrixTable({ totals: { matrix } }: ReplayResult): string[] {
  if (DECISIONS.every(base => DECISIONS.every(head => matrix[base][head] === 0))) {
    return [];
  }
  return [
    '',
    `| base \\ head | ${DECISIONS.map(head => WORDS[head]).join(' | ')} |`,
    '| --- | ---: | ---: | ---: |',
    ...DECISIONS.map(
      base =>
        `| ${WORDS[base]} | ${DECISIONS.map(head => formatNumber(matrix[base][head])).join(' | ')} |`,
    ),
  ];
}

function ruleTable(rules: readonly RuleTotals[]): string[] {
  if (rules.length === 0) {
    return [];
  }
  return [
    '',
    '| rule | decides | before | newly allowed | … went wrong | newly asked | newly denied |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rules.map(rule => {
      const numbers = [
        rule.decided,
        rule.decidedBefore,
        rule.newlyAllowed,
        rule.newlyAllowedWentWrong,
        rule.newlyGated,
        rule.newlyDenied,
      ];
      return `| ${escape(`${rule.policy}/${rule.rule}`)} | ${numbers.map(formatNumber).join(' | ')} |`;
    }),
  ];
}

/** Names come from files: they must not become markup. */
function escape(text: string): string {
  return text.replace(/[\\`*_[\]<>|#]/g, '\\$&');
}
