import type { DecisionInput } from '@countersign/model';
import { isStaffed, londonTime } from './londonTime';

/** Tier 0 breaks more visibly: more of what goes wrong there is noticed and taken back. */
const BY_TIER = [1.5, 1.2, 0.9, 0.6];
const BY_PLAN = { none: 2.2, given: 1, tested: 0.75 };

/**
 * How likely an action goes wrong, 0 to 0.6. It depends on nothing but what a policy can see, so
 * that a good policy can be told from a bad one; chance does the rest.
 *
 * Argued from GOV.UK (README): staleness (4 % against 0.8 %) and what others stand on (1.1 % of APIs
 * and supporting applications against 0.5 % of front ends). Assumed: hours, plan, tier, incidents. For the hours
 * GOV.UK has no finding either way: 2 of 319 out of hours.
 */
export function failureProbability(base: number, input: DecisionInput): number {
  const { proposal, resource, factors, at } = input;
  const hours = proposal.action.properties?.hoursSinceStaging;
  const isDeployment = proposal.action.name === 'deployment.deploy';
  const isStale = isDeployment && (typeof hours !== 'number' || hours > 24);
  const factorsOf = {
    tier: resource.tier === undefined ? 1.3 : BY_TIER[resource.tier]!,
    reach: 1 + factors.blastRadius.size / 12,
    hours: isStaffed(londonTime(Date.parse(at))) ? 1 : 2,
    plan: factors.reversibility === 'read_only' ? 1 : BY_PLAN[factors.rollbackPlan],
    stale: isStale ? 7 : 1,
    // Who acts in an incident acts on what is already broken.
    incident: proposal.context.incidents ? 1.5 : 1,
  };
  const probability = Object.values(factorsOf).reduce((product, factor) => product * factor, base);
  return Math.min(0.6, probability);
}
