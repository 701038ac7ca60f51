import type { Directory } from '@countersign/approval';
import type { CatalogSnapshot } from '@countersign/model';

/** A snapshot of the catalog as a directory. Who is on call when, a snapshot does not say. */
export class SnapshotDirectory implements Directory {
  private readonly known: ReadonlySet<string>;
  private readonly users: ReadonlySet<string>;
  private readonly below = new Map<string, string[]>();
  private readonly samePerson: ReadonlyMap<string, string>;
  private readonly walked = new Map<string, string[]>();

  constructor({ groups, users }: CatalogSnapshot) {
    this.users = new Set(users.map(({ ref }) => ref));
    this.known = new Set([...this.users, ...groups.map(({ ref }) => ref)]);
    const put = (group: string, ref: string) =>
      this.below.set(group, [...(this.below.get(group) ?? []), ref]);
    groups.forEach(({ ref, parent }) => parent !== undefined && put(parent, ref));
    users.forEach(user => user.groups.forEach(group => put(group, user.ref)));
    this.samePerson = new Map(
      users.flatMap(({ ref, samePersonAs }) => (samePersonAs ? [[ref, samePersonAs]] : [])),
    );
  }

  async exists(ref: string): Promise<boolean> {
    return this.known.has(ref);
  }

  async members(ref: string): Promise<string[]> {
    let members = this.walked.get(ref);
    if (!members) {
      // A set is walked in the order in which it grows, so groups that contain each other end too.
      const reached = new Set([ref]);
      for (const at of reached) {
        this.below.get(at)?.forEach(each => reached.add(each));
      }
      members = [...reached].filter(each => this.users.has(each));
      this.walked.set(ref, members);
    }
    return members;
  }

  async personOf(userRef: string): Promise<string> {
    const seen = new Set([userRef]);
    let person = userRef;
    for (let next = this.samePerson.get(person); next && !seen.has(next);) {
      seen.add(next);
      person = next;
      next = this.samePerson.get(person);
    }
    return person;
  }

  async onCall(): Promise<undefined> {
    return undefined;
  }
}
