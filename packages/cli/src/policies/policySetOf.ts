import { createPolicySet, type PolicySet } from '@countersign/policy';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import { findingsOf, formatFinding } from './findingsOf';
import { readPolicies } from './readPolicies';

/** The policies among files and folders, put together. @throws CliFault with every error in them. */
export async function policySetOf(paths: readonly string[], side: string): Promise<PolicySet> {
  const policies = await readPolicies(paths);
  const errors = findingsOf(policies, { asSet: true }).filter(
    ({ diagnostic }) => diagnostic.severity === 'error',
  );
  if (errors.length > 0) {
    throw new CliFault(
      ExitCode.faults,
      `${errors.map(formatFinding).join('\n')}\nThe ${side} policies cannot decide together until this is mended.`,
    );
  }
  return createPolicySet(policies.map(({ policy }) => policy!));
}
