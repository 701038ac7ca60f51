import { checkPolicyAgainstCatalog } from '@countersign/approval';
import type { Command } from 'commander';
import { readCatalogSnapshot } from '../catalog/readCatalogSnapshot';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { Terminal } from '../io/Terminal';
import { findPolicyFiles } from '../policies/findPolicyFiles';
import { findingAsJson, findingsOf, formatFinding, locate } from '../policies/findingsOf';
import { parsePolicyFiles } from '../policies/readPolicies';
import { junitOfFindings } from '../reports/junitOfFindings';
import { junitXml } from '../reports/junitXml';
import {
  addReportOptions,
  isForPeople,
  writeReports,
  type ReportOptions,
} from '../reports/reportOptions';
import { sarifLog } from '../reports/sarifLog';
import { CHECK_RULES } from '../reports/sarifRules';
import { loadTests } from '../tests/loadTests';

interface CheckOptions extends ReportOptions {
  readonly catalog?: string;
}

/** `countersign policy check PATH…` */
export function addPolicyCheck(parent: Command, terminal: Terminal): void {
  addReportOptions(
    parent
      .command('check')
      .description(
        'check policies and their tests: each for itself and, where a guardrail is among them, together',
      )
      .argument('<path...>', 'files, or folders with *.policy.yaml and *.policy.test.yaml in them')
      .option('--catalog <file>', 'check them against a snapshot of the catalog, too'),
  ).action((paths: string[], options: CheckOptions) => check(paths, options, terminal));
}

async function check(paths: string[], options: CheckOptions, terminal: Terminal): Promise<void> {
  const isPrinted = isForPeople(options);
  const catalog =
    options.catalog === undefined ? undefined : await readCatalogSnapshot(options.catalog);
  const files = await findPolicyFiles(paths, ['policy', 'test']);
  const policies = await parsePolicyFiles(files.policy);
  const tests = await loadTests(files.test);
  // A team checks its own scope policy without the organisation's guardrail at hand.
  const asSet = policies.some(({ policy }) => policy?.document.spec.layer === 'guardrail');
  const findings = [
    ...findingsOf(policies, { asSet }),
    ...(catalog ? locate(checkPolicyAgainstCatalog(policies, catalog), policies) : []),
    ...tests.flatMap(test => test.findings),
  ];
  const errors = findings.filter(({ diagnostic }) => diagnostic.severity === 'error').length;
  const warnings = findings.filter(({ diagnostic }) => diagnostic.severity === 'warning').length;
  const exitCode = errors > 0 ? ExitCode.faults : ExitCode.ok;

  if (isPrinted) {
    for (const finding of findings) {
      await terminal.out(formatFinding(finding));
    }
    const withoutGuardrail = policies.length > 0 && !asSet;
    await terminal.out(summary(policies.length + tests.length, errors, warnings, withoutGuardrail));
  }
  await writeReports(
    options,
    {
      json: () => ({
        ok: errors === 0,
        files: [
          ...policies.map(({ uri, digest, policy }) => ({
            file: uri,
            digest,
            ...(policy && { name: policy.name }),
          })),
          ...tests.map(({ file, ready }) => ({
            file,
            ...(ready && { name: ready.test.document.metadata.name }),
          })),
        ],
        checkedTogether: asSet,
        ...(catalog && { catalogTakenAt: catalog.takenAt }),
        errors,
        warnings,
        findings: findings.map(findingAsJson),
      }),
      sarif: () => sarifLog(findings, CHECK_RULES, { exitCode }),
      junit: () =>
        junitXml(
          'countersign policy check',
          junitOfFindings([...files.policy, ...files.test], findings),
        ),
    },
    terminal,
  );
  if (errors > 0) {
    throw new CliFault(exitCode, 'These policies cannot be put in force as they are.');
  }
}

function summary(
  files: number,
  errors: number,
  warnings: number,
  withoutGuardrail: boolean,
): string {
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  const together = withoutGuardrail
    ? ' There is no guardrail among them, so what holds between policies was not checked.'
    : '';
  return `${count(files, 'file')}, ${count(errors, 'error')}, ${count(warnings, 'warning')}.${together}`;
}
