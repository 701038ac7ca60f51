import type { Approvers, ImpactFactors, Requirement, ResourceFacts } from '@countersign/model';
import type { Directory } from './Directory';
import { joinFulfillment } from './fulfillment';
import type {
  ResolvedApprovers,
  ResolvedLeaf,
  ResolvedRequirement,
  SeparationReason,
} from './ResolvedRequirement';
import { peopleOf } from './separated';

/** What the selectors of a requirement are resolved against. */
export interface ApproverSources {
  resource: Pick<ResourceFacts, 'owner'>;
  factors: { blastRadius: Pick<ImpactFactors['blastRadius'], 'owners'> };
  /** Who does not count; see `separated`. */
  excluded: ReadonlyMap<string, SeparationReason>;
}

/**
 * Turns a requirement into the people who can meet it today: `owners(resource)`,
 * `owners(blastRadius)` and named groups and users, nested groups walked, aliases of one person
 * made one, those who do not count taken out with the reason.
 *
 * Asks the directory once for each group, whatever the number of selections that name it.
 */
export async function resolveApprovers(
  requirement: Pick<Requirement, 'approvers'>,
  sources: ApproverSources,
  directory: Directory,
): Promise<ResolvedRequirement> {
  const groups = new Map<string, Promise<Group>>();
  const lookUp = (ref: string) => {
    if (!groups.has(ref)) {
      groups.set(ref, readGroup(ref, directory));
    }
    return groups.get(ref)!;
  };

  const resolve = async (approvers: Approvers): Promise<ResolvedApprovers> => {
    if ('all' in approvers) {
      return { all: await Promise.all(approvers.all.map(resolve)) };
    }
    if ('any' in approvers) {
      return { any: await Promise.all(approvers.any.map(resolve)) };
    }
    const refs = refsOf(approvers.from, sources);
    return resolveLeaf(approvers, await Promise.all(refs.map(lookUp)), sources.excluded);
  };

  const approvers = await resolve(requirement.approvers);
  const leaves = leavesOf(approvers);
  const because = joinFulfillment(approvers);
  return {
    approvers,
    eligible: sortedSet(leaves.flatMap(leaf => leaf.eligible)),
    missing: sortedSet(leaves.flatMap(leaf => leaf.missing)),
    fulfillable: because.length === 0,
    because,
  };
}

/** Every selection of a resolved requirement, in the policy's order. */
export function leavesOf(approvers: ResolvedApprovers): ResolvedLeaf[] {
  if ('all' in approvers) {
    return approvers.all.flatMap(leavesOf);
  }
  return 'any' in approvers ? approvers.any.flatMap(leavesOf) : [approvers];
}

interface Group {
  ref: string;
  exists: boolean;
  people: string[];
}

async function readGroup(ref: string, directory: Directory): Promise<Group> {
  const exists = await directory.exists(ref);
  return { ref, exists, people: exists ? await peopleOf(ref, directory) : [] };
}

function refsOf(selector: string, { resource, factors }: ApproverSources): string[] {
  switch (selector) {
    case 'owners(resource)':
      return resource.owner === undefined ? [] : [resource.owner];
    case 'owners(blastRadius)':
      return sortedSet(factors.blastRadius.owners);
    default:
      return [selector];
  }
}

function resolveLeaf(
  { from, count }: { from: string; count: number },
  groups: readonly Group[],
  excluded: ReadonlyMap<string, SeparationReason>,
): ResolvedLeaf {
  const people = sortedSet(groups.flatMap(group => group.people));
  return {
    from,
    count,
    refs: groups.map(group => group.ref),
    missing: groups.filter(group => !group.exists).map(group => group.ref),
    eligible: people.filter(person => !excluded.has(person)),
    excluded: people
      .filter(person => excluded.has(person))
      .map(person => ({ person, reason: excluded.get(person)! })),
  };
}

function sortedSet(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
