import type { Approvers, Requirement } from '@countersign/model';

/**
 * The fewest people that could meet a requirement. One person may satisfy several groups and
 * counts once in each, so of joined requirements the largest tells, and of alternatives the
 * smallest. Who is in which group is not known here; the true number may be higher.
 */
export function leastReviews(requirement: Requirement | undefined): number {
  return requirement ? leastPeople(requirement.approvers) : 0;
}

function leastPeople(approvers: Approvers): number {
  if ('all' in approvers) {
    return Math.max(...approvers.all.map(leastPeople));
  }
  if ('any' in approvers) {
    return Math.min(...approvers.any.map(leastPeople));
  }
  return approvers.count;
}
