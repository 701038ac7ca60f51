/** Approvers, before or after people were put in the place of selectors. */
type Joined<Leaf> = Leaf | { all: Joined<Leaf>[] } | { any: Joined<Leaf>[] };

/** The parts that approvers are joined of by *all*, however these joins are nested. */
export function partsOf<Leaf extends object>(approvers: Joined<Leaf>): Joined<Leaf>[] {
  return 'all' in approvers
    ? (approvers as { all: Joined<Leaf>[] }).all.flatMap(part => partsOf(part))
    : [approvers];
}
