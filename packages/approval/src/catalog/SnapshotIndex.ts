import type { CatalogSnapshot, TopologyEntity } from '@countersign/model';
import type { People } from '../placePeople';

/**
 * A snapshot of the catalog made ready for questions. Building costs what the snapshot has; the
 * people of each group are walked once.
 */
export class SnapshotIndex {
  readonly groups: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
  readonly entities: ReadonlyMap<string, TopologyEntity>;
  private readonly parents: ReadonlyMap<string, string>;
  private readonly groupsOfUser: ReadonlyMap<string, readonly string[]>;
  private readonly samePerson: ReadonlyMap<string, string>;
  private readonly below = new Map<string, string[]>();
  private readonly members = new Map<string, string[]>();
  private readonly dependents = new Map<string, string[]>();
  private readonly people = new Map<string, People>();

  constructor(readonly snapshot: CatalogSnapshot) {
    const { groups, users, entities, edges } = snapshot;
    this.groups = new Set(groups.map(({ ref }) => ref));
    this.users = new Set(users.map(({ ref }) => ref));
    this.entities = new Map(entities.map(entity => [entity.ref, entity]));
    this.parents = new Map(groups.flatMap(({ ref, parent }) => (parent ? [[ref, parent]] : [])));
    this.groupsOfUser = new Map(users.map(user => [user.ref, user.groups]));
    this.samePerson = new Map(
      users.flatMap(({ ref, samePersonAs }) => (samePersonAs ? [[ref, samePersonAs]] : [])),
    );
    this.parents.forEach((parent, group) => push(this.below, parent, group));
    users.forEach(user => user.groups.forEach(group => push(this.members, group, user.ref)));
    edges.forEach(({ from, to }) => push(this.dependents, to, from));
  }

  /** Everybody of a group and of the groups below it, or the person a user is; each once. */
  peopleOf(ref: string): People {
    let found = this.people.get(ref);
    if (!found) {
      const exists = this.groups.has(ref) || this.users.has(ref);
      const users = this.users.has(ref) ? [ref] : exists ? this.usersBelow(ref) : [];
      found = { exists, people: [...new Set(users.map(user => this.personOf(user)))].sort() };
      this.people.set(ref, found);
    }
    return found;
  }

  /** The one name of the person behind a user. */
  personOf(userRef: string): string {
    const seen = new Set([userRef]);
    let person = userRef;
    for (let next = this.samePerson.get(person); next && !seen.has(next);) {
      seen.add(next);
      person = next;
      next = this.samePerson.get(person);
    }
    return person;
  }

  /** Whether a group lies below another, at any depth. */
  isGroupBelow(group: string, other: string): boolean {
    const above = new Set<string>();
    for (let at = this.parents.get(group); at && !above.has(at); at = this.parents.get(at)) {
      above.add(at);
    }
    return above.has(other);
  }

  /** Whether a group or user is the other, lies below it, or belongs to it at any depth. */
  isWithin(ref: string, other: string): boolean {
    return [ref, ...(this.groupsOfUser.get(ref) ?? [])].some(
      at => at === other || this.isGroupBelow(at, other),
    );
  }

  /** Everything that needs one of these, directly or not; these themselves only if they do too. */
  dependentsOf(refs: Iterable<string>): ReadonlySet<string> {
    const hit = new Set<string>();
    const add = (ref: string) => this.dependents.get(ref)?.forEach(from => hit.add(from));
    for (const ref of refs) {
      add(ref);
    }
    hit.forEach(add);
    return hit;
  }

  private usersBelow(group: string): string[] {
    const walked = new Set([group]);
    for (const at of walked) {
      this.below.get(at)?.forEach(child => walked.add(child));
    }
    return [...walked].flatMap(at => this.members.get(at) ?? []);
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) {
    list.push(value);
  } else {
    map.set(key, [value]);
  }
}
