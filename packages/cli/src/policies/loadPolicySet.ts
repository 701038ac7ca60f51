import { createPolicySet, type ParsedPolicy, type PolicySet } from '@countersign/policy';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import { findingsOf, formatFinding } from './findingsOf';
import { readPolicies } from './readPolicies';

/** Policies that decide together, with the texts that they were made of. */
export interface LoadedPolicySet {
  readonly set: PolicySet;
  readonly parsed: readonly ParsedPolicy[];
}

/** The policies among files and folders, put together. @throws CliFault with every error in them. */
export async function loadPolicySet(
  paths: readonly string[],
  side: string,
): Promise<LoadedPolicySet> {
  const parsed = await readPolicies(paths);
  const errors = errorsOf(parsed);
  if (errors.length > 0) {
    throw new CliFault(
      ExitCode.faults,
      `${errors.join('\n')}\nThe ${side} policies cannot decide together until this is mended.`,
    );
  }
  return { set: createPolicySet(parsed.map(({ policy }) => policy!)), parsed };
}

/** Everything that keeps policies from deciding together, as compilers print it. */
export function errorsOf(parsed: readonly ParsedPolicy[]): string[] {
  return findingsOf(parsed, { asSet: true })
    .filter(({ diagnostic }) => diagnostic.severity === 'error')
    .map(formatFinding);
}
