import type { Command } from 'commander';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { Terminal } from '../io/Terminal';
import { findingAsJson, findingsOf, formatFinding } from '../policies/findingsOf';
import { readPolicies } from '../policies/readPolicies';

/** `countersign policy check PATH…` */
export function addPolicyCheck(parent: Command, terminal: Terminal): void {
  parent
    .command('check')
    .description(
      'check policy files: each for itself and, where a guardrail is among them, together',
    )
    .argument('<path...>', 'files, or folders with *.policy.yaml in them')
    .option('--json', 'print the findings as JSON')
    .action((paths: string[], options: { json?: boolean }) => check(paths, options, terminal));
}

async function check(
  paths: string[],
  options: { json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const policies = await readPolicies(paths);
  // A team checks its own scope policy without the organisation's guardrail at hand.
  const asSet = policies.some(({ policy }) => policy?.document.spec.layer === 'guardrail');
  const findings = findingsOf(policies, { asSet });
  const errors = findings.filter(({ diagnostic }) => diagnostic.severity === 'error').length;
  const warnings = findings.filter(({ diagnostic }) => diagnostic.severity === 'warning').length;

  if (options.json) {
    await terminal.out(
      JSON.stringify(
        {
          ok: errors === 0,
          files: policies.map(({ uri, digest, policy }) => ({
            file: uri,
            digest,
            ...(policy && { name: policy.name }),
          })),
          checkedTogether: asSet,
          errors,
          warnings,
          findings: findings.map(findingAsJson),
        },
        null,
        2,
      ),
    );
  } else {
    for (const finding of findings) {
      await terminal.out(formatFinding(finding));
    }
    await terminal.out(summary(policies.length, errors, warnings, asSet));
  }
  if (errors > 0) {
    throw new CliFault(ExitCode.faults, 'These policies cannot be put in force as they are.');
  }
}

function summary(files: number, errors: number, warnings: number, asSet: boolean): string {
  const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
  const together = asSet
    ? ''
    : ' There is no guardrail among them, so what holds between policies was not checked.';
  return `${count(files, 'file')}, ${count(errors, 'error')}, ${count(warnings, 'warning')}.${together}`;
}
