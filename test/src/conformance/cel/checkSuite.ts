import { EXPECTED_FAILURES, EXPECTED_REFUSALS } from './expectedFailures';
import { readSuite } from './readSuite';
import { runSuiteTest, type Outcome, type Verdict } from './runSuiteTest';

export type Counts = Readonly<Record<Verdict, number>>;

export interface SuiteResult {
  readonly core: Counts;
  readonly all: Counts;
  /** By `file/section`. */
  readonly sections: Readonly<Record<string, Counts>>;
  /** Share of the core's tests that need no protobuf which pass. */
  readonly coreShare: number;
  /** What is not as it is written down: an unlisted failure, or a listed one that passes. */
  readonly surprises: readonly string[];
}

/** Runs the whole suite and holds it against the list of expected failures. */
export function checkSuite(): SuiteResult {
  const outcomes = readSuite().map(runSuiteTest);
  const core = countsOf(outcomes.filter(({ isCore }) => isCore));
  const sections: Record<string, Counts> = {};
  for (const { file, section } of outcomes) {
    sections[`${file}/${section}`] ??= countsOf(
      outcomes.filter(other => other.file === file && other.section === section),
    );
  }
  return {
    core,
    all: countsOf(outcomes),
    sections,
    coreShare: core.passed / (core.passed + core.refused + core.wrong),
    surprises: [...coreSurprises(outcomes), ...extensionSurprises(outcomes)],
  };
}

function countsOf(outcomes: readonly Outcome[]): Counts {
  const counts = { passed: 0, refused: 0, wrong: 0, protobuf: 0 };
  outcomes.forEach(({ verdict }) => counts[verdict]++);
  return counts;
}

function coreSurprises(outcomes: readonly Outcome[]): string[] {
  const expected = new Set(EXPECTED_FAILURES.flatMap(({ tests }) => tests));
  const failing = outcomes.filter(({ verdict }) => verdict === 'refused' || verdict === 'wrong');
  const failed = new Set(failing.map(({ id }) => id));
  return [
    ...failing
      .filter(({ id, isCore, verdict }) => verdict === 'wrong' || (isCore && !expected.has(id)))
      .map(({ id, verdict, test, difference }) => `${verdict}: ${id}: ${test.expr}: ${difference}`),
    ...[...expected]
      .filter(id => !failed.has(id))
      .map(id => `${id} is listed as an expected failure and does not fail; take it off the list`),
  ];
}

function extensionSurprises(outcomes: readonly Outcome[]): string[] {
  const files = new Set(outcomes.filter(({ isCore }) => !isCore).map(({ file }) => file));
  return [...files].flatMap(file => {
    const expected = EXPECTED_REFUSALS[file]?.refused ?? 0;
    const { refused } = countsOf(outcomes.filter(outcome => outcome.file === file));
    return refused === expected
      ? []
      : [`${file}: ${refused} tests are refused, and the list says ${expected}`];
  });
}
