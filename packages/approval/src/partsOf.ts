import type { ApproverCount, Approvers } from '@countersign/model';

/** Approvers, before or after people were put in the place of selectors. */
export type Joined<Leaf> = Leaf | { all: Joined<Leaf>[] } | { any: Joined<Leaf>[] };

/** The parts that approvers are joined of by *all*, however these joins are nested. */
export function partsOf<Leaf extends object>(approvers: Joined<Leaf>): Joined<Leaf>[] {
  return 'all' in approvers
    ? (approvers as { all: Joined<Leaf>[] }).all.flatMap(part => partsOf(part))
    : [approvers];
}

/** Every count in approvers, in the policy's order. */
export function countsOf(approvers: Approvers): ApproverCount[] {
  if ('all' in approvers) {
    return approvers.all.flatMap(countsOf);
  }
  return 'any' in approvers ? approvers.any.flatMap(countsOf) : [approvers];
}
