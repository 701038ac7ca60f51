import type { ImpactFactors, ProposalContext } from '@countersign/model';

/** Days for which carrying out a plan says something about the next time. */
export const TESTED_PLAN_DAYS = 180;

const DAY_MS = 86_400_000;

/**
 * Whether there is a way back, and whether somebody has walked it lately. A plan tried in the
 * future, or more than {@link TESTED_PLAN_DAYS} days ago, counts as given only.
 */
export function rateRollbackPlan(
  plan: ProposalContext['rollbackPlan'],
  at: string,
): ImpactFactors['rollbackPlan'] {
  if (!plan) {
    return 'none';
  }
  const age = plan.testedAt === undefined ? NaN : Date.parse(at) - Date.parse(plan.testedAt);
  return age >= 0 && age <= TESTED_PLAN_DAYS * DAY_MS ? 'tested' : 'given';
}
