import { LineCounter } from '@countersign/diagnostics';
import type { ParsedPolicy } from '@countersign/policy';
import { explainRow, type ExplainedRow, type ExplainedSide, plainText } from '@countersign/replay';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { Terminal } from '../io/Terminal';
import { besideEachOther } from './besideEachOther';
import { describeAnswer, describeOutcome, describeRecording } from './describeRecording';
import type { Replayed } from './Replayed';

/** A rule is shown so far; what is longer is a policy to be read in an editor. */
const RULE_LINES = 30;

/**
 * Prints how both sides decide one recording: what each says and why, and the rule that decided, as it
 * stands in its file.
 *
 * @throws CliFault when the set has no such recording.
 */
export async function explainRecording(
  replayed: Replayed,
  id: string,
  options: { readonly json?: boolean; readonly width: number },
  terminal: Terminal,
): Promise<void> {
  const { report, decisions } = replayed;
  for (const row of report.result.rows) {
    const recording = decisions.recording(row);
    if (recording.id !== id) {
      continue;
    }
    const explained = explainRow(row, decisions);
    if (options.json) {
      await terminal.out(JSON.stringify(asJson(id, explained, replayed.parsed), null, 2));
      return;
    }
    await terminal.out(`${describeRecording(recording)} (${describeOutcome(recording)})`);
    await terminal.out('');
    const sides = [
      linesOf('Base', explained.base, replayed.parsed),
      linesOf('Head', explained.head, replayed.parsed),
    ] as const;
    for (const line of besideEachOther(...sides, options.width)) {
      await terminal.out(line);
    }
    return;
  }
  throw new CliFault(
    ExitCode.usage,
    `No recording of "${report.result.set}" has the id ${id}. --show lists recordings with their ids.`,
  );
}

function linesOf(
  name: string,
  side: ExplainedSide | undefined,
  parsed: readonly ParsedPolicy[],
): string[] {
  if (!side) {
    return [`${name}: nothing. There is no base, and the recording says nothing of its day.`];
  }
  const { answer, explanation } = side;
  const heading = `${name}: ${describeAnswer(answer)}`;
  if (!explanation) {
    return [heading, '', 'What was decided at the time. How, is not on record.'];
  }
  const lines = [
    plainText(explanation.summary),
    '',
    ...explanation.steps.map(({ label, text }) => plainText(`${label}: ${text}`)),
  ];
  const rule = ruleOf(side, parsed);
  return [heading, '', ...lines, ...(rule ? ['', `${rule.file}:${rule.line}`, ...rule.lines] : [])];
}

/** The deciding rule's place and lines. */
interface RuleText {
  readonly file: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

function ruleOf(
  { answer, policies }: ExplainedSide,
  parsed: readonly ParsedPolicy[],
): RuleText | undefined {
  const policy = policies?.policies.find(({ name }) => name === answer.rule?.policy);
  const span = answer.rule && policy?.ruleSpans.get(answer.rule.rule)?.rule;
  // Versions of one policy share a name and a file; the digest tells them apart.
  const text = parsed.find(({ digest }) => digest === policy?.digest)?.text;
  if (!policy || !span || text === undefined) {
    return undefined;
  }
  const { line } = new LineCounter(text).position(span.start);
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const lines = text.slice(start, span.end).trimEnd().split('\n');
  const indent = Math.min(
    ...lines.filter(each => each.trim() !== '').map(each => each.search(/\S/)),
  );
  const shown = lines.slice(0, RULE_LINES).map(each => plainText(each.slice(indent)));
  return {
    file: policy.uri,
    line: line + 1,
    lines: lines.length > RULE_LINES ? [...shown, '…'] : shown,
  };
}

function asJson(id: string, { base, head }: ExplainedRow, parsed: readonly ParsedPolicy[]) {
  const side = (explained: ExplainedSide) => {
    const { answer, decision, explanation } = explained;
    const rule = ruleOf(explained, parsed);
    return {
      answer,
      ...(decision && { decision }),
      ...(explanation && { explanation }),
      ...(rule && { rule: { ...rule, lines: rule.lines.join('\n') } }),
    };
  };
  return { id, ...(base && { base: side(base) }), head: side(head) };
}
