import { LineCounter } from '@countersign/diagnostics';
import type { CaseResult, PolicyTestResult } from '@countersign/policy';
import type { Paint } from '../io/Terminal';
import { formatFinding } from '../policies/findingsOf';
import type { LoadedTest } from './loadTests';

/** What people read of a test document that ran: its cases, and of those that failed what and why. */
export function describeTest(
  { file, text }: Pick<LoadedTest, 'file' | 'text'>,
  { cases, passed, failed }: PolicyTestResult,
  paint: Paint,
): string[] {
  const counter = new LineCounter(text);
  const count = `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}`;
  const head =
    failed === 0
      ? `${paint('green', '✓')} ${file} (${count})`
      : `${paint('red', '✗')} ${file} (${count}, ${failed} failed)`;
  return [
    head,
    ...cases.flatMap(result =>
      result.passed
        ? [`  ${paint('green', '✓')} ${result.name}`]
        : [
            `  ${paint('red', '✗')} ${result.name}`,
            ...describeFailure(result, file, text, counter, paint).map(line => `      ${line}`),
          ],
    ),
    ...(passed === 0 && failed === 0 ? ['  No case.'] : []),
  ];
}

/** What differs, where in the file, and what was decided instead, in two sentences. */
export function describeFailure(
  { differences, faults, decided }: CaseResult,
  file: string,
  text: string,
  counter: LineCounter,
  paint: Paint,
): string[] {
  const lines = faults.flatMap(diagnostic => formatFinding({ file, text, diagnostic }).split('\n'));
  const width = Math.max(0, ...differences.map(({ path }) => nameOf(path).length));
  for (const { path, expected, actual, span } of differences) {
    const { line, column } = counter.position(span.start);
    const name = nameOf(path).padEnd(width);
    lines.push(
      `${name}  expected  ${paint('green', expected)}`,
      `${' '.repeat(width)}  but was   ${paint('red', actual)}`,
      `${' '.repeat(width)}  ${paint('dim', `at ${file}:${line + 1}:${column + 1}`)}`,
    );
  }
  if (decided) {
    lines.push(decided.explanation.summary);
    for (const { policy, rule, message } of decided.decision.faults) {
      lines.push(`The condition of ${rule} in ${policy} failed: ${message}`);
    }
  }
  return lines;
}

/** `requirement.deadline`, or `rules[1]`. */
export function nameOf(path: readonly (string | number)[]): string {
  return path
    .map((step, index) =>
      typeof step === 'number' ? `[${step + 1}]` : `${index > 0 ? '.' : ''}${step}`,
    )
    .join('');
}
