import type { ApproverCount, Requirement } from '@countersign/model';
import type { Covered } from './coveredEntities';
import type { SnapshotIndex } from './SnapshotIndex';

/** The owner of the target: a reference, `null` for none, `undefined` for one that is not known. */
export type Owner = string | null | undefined;

/** People who do not count, as those of one registered agent or executor. */
export interface Exclusion {
  /** Whose they are, in words. */
  readonly party: string;
  readonly people: ReadonlySet<string>;
}

/** How many people one selection has. */
export interface Headcount {
  /** Everybody, those who do not count among them. */
  readonly people: number;
  /** Those who do not count. */
  readonly excluded: number;
  /** Whether none of its groups and users is in the catalog. */
  readonly missing: boolean;
}

/** What selections are counted against. */
export interface CatalogPeople {
  readonly index: SnapshotIndex;
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly covered: Covered;
}

/**
 * Counts the people of selections in a snapshot. Every group is walked once and held against each
 * agent and executor once, however many rules, owners and agents there are to go through.
 */
export class Headcounts {
  readonly covered: Covered;
  private readonly selections = new Map<string, Selection>();
  private readonly parties = new Map<string, readonly Exclusion[]>();

  constructor(private readonly catalog: CatalogPeople) {
    this.covered = catalog.covered;
  }

  /** `undefined` for what a snapshot cannot tell. */
  of(selector: ApproverCount, owner: Owner, exclusion?: Exclusion): Headcount | undefined {
    const found = this.selectionOf(selector, owner);
    return (
      found && {
        people: found.people.size,
        excluded: exclusion ? takenFrom(found, exclusion) : 0,
        missing: found.missing,
      }
    );
  }

  /** Whether too few people are left to meet a count; never for what a snapshot cannot tell. */
  isShort(selector: ApproverCount, owner: Owner, exclusion?: Exclusion): boolean {
    const found = this.selectionOf(selector, owner);
    if (!found || (exclusion && found.people.size - exclusion.people.size >= selector.count)) {
      return false;
    }
    const taken = exclusion ? takenFrom(found, exclusion) : 0;
    return found.people.size - taken < selector.count;
  }

  /** Everybody of a selection; nobody for what a snapshot cannot tell. */
  peopleOf(selector: ApproverCount, owner: Owner): ReadonlySet<string> {
    return this.selectionOf(selector, owner)?.people ?? new Set();
  }

  /** Who does not count, for each agent and executor of the snapshot that takes anybody out. */
  exclusions(separation: Requirement['separation']): readonly Exclusion[] {
    const key = [...separation].sort().join(' ');
    const known = this.parties.get(key) ?? this.readExclusions(separation);
    this.parties.set(key, known);
    return known;
  }

  private readExclusions(separation: Requirement['separation']): readonly Exclusion[] {
    const { agents = [], executors = [] } = this.catalog.index.snapshot;
    const ownersOf = (kind: (typeof separation)[number], owner: string | undefined) =>
      separation.includes(kind) ? this.personsBehind(owner) : [];
    return [
      ...agents.map(({ id, owner, registeredBy }) => ({
        party: `the agent ${id}`,
        people: new Set([...this.personsBehind(registeredBy), ...ownersOf('agent_owners', owner)]),
      })),
      ...executors.map(({ id, owner }) => ({
        party: `the executor ${id}`,
        people: new Set(ownersOf('executor_owners', owner)),
      })),
    ].filter(({ people }) => people.size > 0);
  }

  /** As in `separated`: a user that the catalog does not know is still that person. */
  private personsBehind(ref: string | undefined): readonly string[] {
    if (ref === undefined) {
      return [];
    }
    const { index } = this.catalog;
    return ref.startsWith('user:') ? [index.personOf(ref)] : index.peopleOf(ref).people;
  }

  private selectionOf({ from }: ApproverCount, owner: Owner): Selection | undefined {
    switch (from) {
      case 'owners(resource)':
        return owner === undefined ? undefined : this.selected(owner ?? '', owner ? [owner] : []);
      case 'owners(blastRadius)':
      case 'oncall(resource)':
        return undefined;
      default: {
        const role = from.startsWith('role:') ? from.slice('role:'.length) : undefined;
        const refs = role === undefined ? [from] : this.catalog.roles.get(role);
        return refs && this.selected(from, refs);
      }
    }
  }

  private selected(key: string, refs: readonly string[]): Selection {
    let found = this.selections.get(key);
    if (!found) {
      const groups = refs.map(ref => this.catalog.index.peopleOf(ref));
      found = {
        people: new Set(groups.flatMap(group => group.people)),
        missing: groups.every(group => !group.exists),
        taken: new WeakMap(),
      };
      this.selections.set(key, found);
    }
    return found;
  }
}

interface Selection {
  readonly people: ReadonlySet<string>;
  readonly missing: boolean;
  /** How many of the people each exclusion takes out, as far as anybody asked. */
  readonly taken: WeakMap<Exclusion, number>;
}

function takenFrom({ people, taken }: Selection, exclusion: Exclusion): number {
  let count = taken.get(exclusion);
  if (count === undefined) {
    const isSmaller = people.size < exclusion.people.size;
    const [fewer, more] = isSmaller ? [people, exclusion.people] : [exclusion.people, people];
    count = 0;
    for (const person of fewer) {
      count += more.has(person) ? 1 : 0;
    }
    taken.set(exclusion, count);
  }
  return count;
}
