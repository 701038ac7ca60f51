import type { ApproverCount, Approvers, SEPARATIONS } from '@countersign/model';
import { shortLeaves } from '../fulfillment';
import { countsOf } from '../partsOf';
import { leavesOf, placePeople, type SelectedRefs } from '../placePeople';
import type { ResolvedLeaf, SeparationReason } from '../ResolvedRequirement';
import type { Asked } from './askedPeople';
import type { Covered } from './coveredEntities';
import type { SnapshotIndex } from './SnapshotIndex';

/** What approvers are looked at against. */
export interface CatalogPeople {
  readonly index: SnapshotIndex;
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly covered: Covered;
}

/** What one selection has with one owner of the target. */
export interface OwnerShortage {
  /** `undefined` where the selection does not depend on who owns the target. */
  readonly owner: string | undefined;
  readonly leaf: ResolvedLeaf;
}

/** What is the matter with one selection of some approvers. */
export interface LeafShortages {
  readonly count: ApproverCount;
  /** How many different owners were looked at. */
  readonly owners: number;
  /** Too few people, whoever asks. */
  readonly tooFew: readonly OwnerShortage[];
  /** Too few are left for one agent or executor, by its name; enough for others. */
  readonly separated: readonly (OwnerShortage & { readonly party: string })[];
  /** Just enough, so that one person who does not count is one too many. */
  readonly tight: readonly OwnerShortage[];
  /** Whether nobody could be asked about what has no owner. */
  readonly needsOwner: boolean;
}

type Excluded = ReadonlyMap<string, SeparationReason>;
const NOBODY_EXCLUDED: Excluded = new Map();

/**
 * Which selections of some approvers cannot be met, one entry for each in the policy's order: by the
 * people there are, by those who are left for each known agent and executor, and after any one person
 * is taken out. Where people can be asked later in their place, the last two are no shortage.
 *
 * What a snapshot cannot tell (who is on call, what an action would hit, a role that no guardrail at
 * hand defines) counts as met.
 *
 * Costs the owners times the registered agents and executors, where these are given.
 */
export function shortagesOf(asked: Asked, people: CatalogPeople): LeafShortages[] {
  const counts = countsOf(asked.approvers);
  const usesOwner = [asked.approvers, ...asked.later].some(each =>
    countsOf(each).some(({ from }) => from === 'owners(resource)'),
  );
  const { owners: known } = people.covered;
  const owners: readonly (string | undefined)[] =
    usesOwner && known.length > 0 ? known : [undefined];
  const found = counts.map(count => ({
    count,
    owners: owners.length,
    tooFew: [] as OwnerShortage[],
    separated: [] as (OwnerShortage & { party: string })[],
    tight: [] as OwnerShortage[],
    needsOwner: false,
  }));
  const exclusions = exclusionsOf(asked, people.index);

  for (const owner of owners) {
    const short = (approvers: Approvers, excluded: Excluded) =>
      shortWith(approvers, owner, excluded, people);
    const isRelieved = (excluded: Excluded) =>
      asked.later.some(each => short(each, excluded).size === 0);
    const today = short(asked.approvers, NOBODY_EXCLUDED);
    if (today.size > 0) {
      today.forEach((leaf, position) => found[position]!.tooFew.push({ owner, leaf }));
      continue;
    }
    for (const { party, excluded } of exclusions) {
      const left = short(asked.approvers, excluded);
      if (left.size > 0 && !isRelieved(excluded)) {
        left.forEach((leaf, position) => found[position]!.separated.push({ owner, leaf, party }));
      }
    }
    const leaves = leavesOf(place(asked.approvers, owner, NOBODY_EXCLUDED, people));
    leaves.forEach((leaf, position) => {
      // Who names one user has said that it is one.
      if (leaf.nobody || leaf.eligible.length > leaf.count || leaf.from.startsWith('user:')) {
        return;
      }
      const isTight = leaf.eligible.some(person => {
        const excluded = new Map([[person, 'registered_agent' as const]]);
        return short(asked.approvers, excluded).has(position) && !isRelieved(excluded);
      });
      if (isTight) {
        found[position]!.tight.push({ owner, leaf });
      }
    });
  }

  if (usesOwner && people.covered.unowned.length > 0) {
    const short = shortWith(asked.approvers, null, NOBODY_EXCLUDED, people);
    short.forEach((leaf, position) => {
      found[position]!.needsOwner = leaf.from === 'owners(resource)';
    });
  }
  return found;
}

/** The owner of the target: a reference, `null` for none, `undefined` for one that is not known. */
type Owner = string | null | undefined;

function place(
  approvers: Approvers,
  owner: Owner,
  excluded: Excluded,
  { index, roles }: CatalogPeople,
) {
  const refsOf = ({ from }: ApproverCount): SelectedRefs => {
    switch (from) {
      case 'owners(resource)':
        return owner === undefined
          ? { refs: [], nobody: 'no_owner' }
          : { refs: owner === null ? [] : [owner] };
      case 'owners(blastRadius)':
        return { refs: [], nobody: 'no_owner_of_hits' };
      case 'oncall(resource)':
        return { refs: [], nobody: 'no_on_call_source' };
      default: {
        if (!from.startsWith('role:')) {
          return { refs: [from] };
        }
        const refs = roles.get(from.slice('role:'.length));
        return refs ? { refs } : { refs: [], nobody: 'role_not_bound' };
      }
    }
  };
  return placePeople(approvers, { refsOf, peopleOf: ref => index.peopleOf(ref) }, excluded);
}

/** The selections in the way, by their position. What the snapshot cannot tell is in nobody's way. */
function shortWith(approvers: Approvers, owner: Owner, excluded: Excluded, people: CatalogPeople) {
  const placed = place(approvers, owner, excluded, people);
  const positions = new Map(leavesOf(placed).map((leaf, position) => [leaf, position]));
  const short = shortLeaves(
    placed,
    ({ nobody, eligible, count }) => !nobody && eligible.length < count,
  );
  return new Map(short.map(leaf => [positions.get(leaf)!, leaf]));
}

/** Who does not count, for each agent and executor of the snapshot that takes anybody out. */
function exclusionsOf({ separation }: Asked, index: SnapshotIndex) {
  const { agents = [], executors = [] } = index.snapshot;
  const persons = (ref: string | undefined): readonly string[] => {
    if (ref === undefined) {
      return [];
    }
    // As in `separated`: a user that the catalog does not know is still that person.
    return ref.startsWith('user:') ? [index.personOf(ref)] : index.peopleOf(ref).people;
  };
  const ownersOf = (kind: Separation, owner: string | undefined) =>
    separation.includes(kind) ? persons(owner) : [];
  return [
    ...agents.map(({ id, owner, registeredBy }) => ({
      party: `the agent ${id}`,
      excluded: reasonsOf(
        ['registered_agent', persons(registeredBy)],
        ['agent_owner', ownersOf('agent_owners', owner)],
      ),
    })),
    ...executors.map(({ id, owner }) => ({
      party: `the executor ${id}`,
      excluded: reasonsOf(['executor_owner', ownersOf('executor_owners', owner)]),
    })),
  ].filter(({ excluded }) => excluded.size > 0);
}

/** The first reason of each person. */
function reasonsOf(...rows: [reason: SeparationReason, people: readonly string[]][]): Excluded {
  return new Map(
    rows.reverse().flatMap(([reason, people]) => people.map(person => [person, reason] as const)),
  );
}

type Separation = (typeof SEPARATIONS)[number];
