import { createPolicySet, type ParsedPolicy } from '@countersign/policy';
import type { PolicyVersion } from '@countersign/replay';
import { errorsOf } from '../../policies/loadPolicySet';

/**
 * A version made of its policies. One that cannot decide is kept with the reason: it was in force for all
 * that, and a replay must not put its neighbour in its place.
 */
export function versionOf(
  times: Pick<PolicyVersion, 'name' | 'since' | 'until'>,
  parsed: readonly ParsedPolicy[],
): PolicyVersion {
  if (parsed.length === 0) {
    return { ...times, fault: 'there were no policies.' };
  }
  const errors = errorsOf(parsed);
  const [first] = errors;
  if (first !== undefined) {
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    return { ...times, fault: `${first.split('\n')[0]}${more}` };
  }
  return { ...times, policies: createPolicySet(parsed.map(({ policy }) => policy!)) };
}
