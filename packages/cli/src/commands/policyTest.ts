import { InvalidArgumentError, type Command } from 'commander';
import {
  coverageOf,
  percentOf,
  runPolicyTest,
  type Coverage,
  type PolicyTestResult,
} from '@countersign/policy';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { Terminal } from '../io/Terminal';
import { findPolicyFiles } from '../policies/findPolicyFiles';
import { findingAsJson, formatFinding, type PolicyFinding } from '../policies/findingsOf';
import { junitXml } from '../reports/junitXml';
import {
  addReportOptions,
  isForPeople,
  writeReports,
  type ReportOptions,
} from '../reports/reportOptions';
import { sarifLog } from '../reports/sarifLog';
import { POLICY_RULES, TEST_FAILED } from '../reports/sarifRules';
import { describeCoverage, describeShare } from '../tests/describeCoverage';
import { describeTest } from '../tests/describeTest';
import { junitOfTests } from '../tests/junitOfTests';
import { loadRecordings } from '../tests/loadRecordings';
import { loadTests } from '../tests/loadTests';
import { resultAsJson } from '../tests/resultAsJson';
import type { TestRun } from '../tests/TestRun';

interface TestOptions extends ReportOptions {
  readonly coverage?: boolean;
  readonly minCoverage?: number;
  readonly root: string;
}

/** `countersign policy test PATH…` */
export function addPolicyTest(parent: Command, terminal: Terminal): void {
  addReportOptions(
    parent
      .command('test')
      .description('decide the cases of policy tests, and compare with what they expect')
      .argument('<path...>', 'files, or folders with *.policy.test.yaml in them')
      .option('--coverage', 'show which rules and conditions the cases reach')
      .option(
        '--min-coverage <percent>',
        'fail when fewer rules, or fewer outcomes of conditions, are reached',
        percent,
      )
      .option('--root <folder>', 'the folder that holds .countersign', '.'),
  ).action((paths: string[], options: TestOptions) => test(paths, options, terminal));
}

async function test(paths: string[], options: TestOptions, terminal: Terminal): Promise<void> {
  const isPrinted = isForPeople(options);
  const files = await findPolicyFiles(paths, ['test']);
  const loaded = await loadTests(files.test);
  const findRecordings = await loadRecordings(
    loaded.flatMap(({ ready }) => ready?.test ?? []),
    options.root,
  );
  const runs: TestRun[] = loaded.map(one => ({
    loaded: one,
    ...(one.ready && {
      result: runPolicyTest(one.ready.set, one.ready.test, findRecordings(one.ready.test)),
    }),
  }));
  const results = runs.flatMap(({ result }) => result ?? []);
  const coverage =
    options.coverage || options.minCoverage !== undefined ? coverageOf(results) : undefined;
  const findings = findingsOfRuns(runs);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const isCovered = !coverage || reaches(coverage, options.minCoverage ?? 0);
  const ok = failed === 0 && results.length === runs.length && isCovered;
  const exitCode = ok ? ExitCode.ok : ExitCode.faults;

  if (isPrinted) {
    for (const run of runs) {
      for (const line of linesOf(run, terminal)) {
        await terminal.out(line);
      }
    }
    if (coverage && options.coverage) {
      for (const line of describeCoverage(coverage, terminal.paint)) {
        await terminal.out(line);
      }
    }
    await terminal.out('');
    await terminal.out(summary(runs, results));
  }
  await writeReports(
    options,
    {
      json: () => ({
        ok,
        passed: results.reduce((sum, result) => sum + result.passed, 0),
        failed,
        files: runs.map(resultAsJson),
        findings: findings.map(findingAsJson),
        ...(coverage && { coverage: coverageAsJson(coverage) }),
      }),
      sarif: () =>
        sarifLog([...findings, ...failuresOf(runs)], [...POLICY_RULES, TEST_FAILED], { exitCode }),
      junit: () => junitXml('countersign policy test', junitOfTests(runs)),
    },
    terminal,
  );
  if (!ok) {
    throw new CliFault(exitCode, reasonOf(failed, runs, coverage, options.minCoverage));
  }
}

function linesOf({ loaded, result }: TestRun, terminal: Terminal): string[] {
  const { file, findings, policyErrors } = loaded;
  const found = [...findings, ...policyErrors].map(formatFinding);
  return result
    ? [...found, ...describeTest(loaded, result, terminal.paint)]
    : [...found, `${terminal.paint('red', '✗')} ${file} was not run.`];
}

/** Findings of all documents and their policies; a policy that several load is said once. */
function findingsOfRuns(runs: readonly TestRun[]): PolicyFinding[] {
  const found = runs.flatMap(({ loaded }) => [...loaded.findings, ...loaded.policyErrors]);
  const once = new Map(
    found.map(finding => {
      const { code, span, message } = finding.diagnostic;
      return [JSON.stringify([finding.file, code, span.start, message]), finding];
    }),
  );
  return [...once.values()];
}

/** What differs, as findings in the tests' texts. */
function failuresOf(runs: readonly TestRun[]): PolicyFinding[] {
  return runs.flatMap(({ loaded: { file, text }, result }) =>
    (result?.cases ?? []).flatMap(({ name, differences, faults, decided }) => [
      ...faults.map(diagnostic => ({ file, text, diagnostic })),
      ...differences.map(({ path, expected, actual, span }) => ({
        file,
        text,
        diagnostic: {
          code: TEST_FAILED.id,
          severity: TEST_FAILED.severity,
          message: `${name}: ${path.join('.')} was expected to be ${expected}, but was ${actual}. ${decided?.explanation.summary ?? ''}`,
          span,
        },
      })),
    ]),
  );
}

function reaches({ rules, outcomes }: Coverage, least: number): boolean {
  return percentOf(rules) >= least && percentOf(outcomes) >= least;
}

function coverageAsJson({ conditions, rules, outcomes }: Coverage) {
  return {
    rules: { ...rules, percent: percentOf(rules) },
    outcomes: { ...outcomes, percent: percentOf(outcomes) },
    conditions: conditions.map(({ uri, span: _, ...one }) => ({ file: uri, ...one })),
  };
}

function summary(runs: readonly TestRun[], results: readonly PolicyTestResult[]): string {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const notRun = runs.length - results.length;
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  return [
    `${count(runs.length, 'file')}, ${count(passed + failed, 'case')}: ${passed} passed, ${failed} failed`,
    notRun > 0 && `${count(notRun, 'file')} not run`,
  ]
    .filter(Boolean)
    .join('; ')
    .concat('.');
}

function reasonOf(
  failed: number,
  runs: readonly TestRun[],
  coverage: Coverage | undefined,
  least = 0,
): string {
  if (runs.some(({ result }) => !result)) {
    return 'Some tests could not run: mend what was found first.';
  }
  if (failed > 0) {
    return 'The policies do not decide what their tests expect.';
  }
  const { rules, outcomes } = coverage!;
  return percentOf(rules) < least
    ? `The cases reach ${describeShare(rules)} rules, and ${least} % are asked for.`
    : `The cases show ${describeShare(outcomes)} outcomes of conditions, and ${least} % are asked for.`;
}

function percent(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0 && number <= 100)) {
    throw new InvalidArgumentError('It must be a number from 0 to 100.');
  }
  return number;
}
