import type { ResourceFacts } from '@countersign/model';
import type { CompiledStanding } from './Policy';
import type { PolicySet } from './PolicySet';

/**
 * The standing approvals that a decision about a resource may look at. Whoever decides finds out how
 * often each was used, and gives that as `usage` of the input.
 */
export function standingFor(set: PolicySet, resource: ResourceFacts): readonly CompiledStanding[] {
  const covering = set.covering(resource);
  const policies = covering.length > 0 ? covering : set.guardrails;
  return policies.flatMap(({ standing }) => standing);
}
