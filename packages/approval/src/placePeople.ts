import type { ApproverCount, Approvers } from '@countersign/model';
import type {
  NobodyReason,
  ResolvedApprovers,
  ResolvedLeaf,
  SeparationReason,
} from './ResolvedRequirement';

/** The groups and users that a selector stands for. */
export interface SelectedRefs {
  refs: readonly string[];
  /** Why there are none; absent when there are some. */
  nobody?: NobodyReason;
}

/** What a group or user comes to. */
export interface People {
  exists: boolean;
  /** By their canonical names. */
  people: readonly string[];
}

/** Where selectors are looked up; everything in it is known already. */
export interface SelectorLookup {
  refsOf(selector: ApproverCount): SelectedRefs;
  peopleOf(ref: string): People;
}

/** Puts people in the place of selectors, those who do not count apart with the reason. */
export function placePeople(
  approvers: Approvers,
  lookup: SelectorLookup,
  excluded: ReadonlyMap<string, SeparationReason>,
): ResolvedApprovers {
  const place = (part: Approvers): ResolvedApprovers => placePeople(part, lookup, excluded);
  if ('all' in approvers) {
    return { all: approvers.all.map(place) };
  }
  if ('any' in approvers) {
    return { any: approvers.any.map(place) };
  }
  const { refs, nobody } = lookup.refsOf(approvers);
  const groups = sortedSet(refs).map(ref => ({ ref, ...lookup.peopleOf(ref) }));
  const people = sortedSet(groups.flatMap(group => group.people));
  return {
    from: approvers.from,
    count: approvers.count,
    refs: groups.map(group => group.ref),
    ...(nobody && { nobody }),
    missing: groups.filter(group => !group.exists).map(group => group.ref),
    eligible: people.filter(person => !excluded.has(person)),
    excluded: people
      .filter(person => excluded.has(person))
      .map(person => ({ person, reason: excluded.get(person)! })),
  };
}

/** Every selection of resolved approvers, in the policy's order. */
export function leavesOf(approvers: ResolvedApprovers): ResolvedLeaf[] {
  if ('all' in approvers) {
    return approvers.all.flatMap(leavesOf);
  }
  return 'any' in approvers ? approvers.any.flatMap(leavesOf) : [approvers];
}

/** Each text once, in the order of code units. */
export function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
