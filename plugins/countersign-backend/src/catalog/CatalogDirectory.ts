import type { Entity } from '@backstage/catalog-model';
import type { Directory } from '@countersign/approval';
import { SAME_PERSON_KEY } from '@countersign/impact';
import { formatEntityRef, parseEntityRef } from '@countersign/model';

/** Who belongs to what, from the relations of the catalog's groups and users. In memory; never waits. */
export class CatalogDirectory implements Directory {
  private readonly titles = new Map<string, string>();
  private readonly known = new Set<string>();
  private readonly users = new Map<string, Set<string>>();
  private readonly subgroups = new Map<string, Set<string>>();
  private readonly samePerson = new Map<string, string>();

  constructor(entities: readonly Entity[]) {
    for (const entity of entities) {
      const ref = refOf(entity);
      const kind = entity.kind.toLowerCase();
      if (!ref) {
        continue;
      }
      const title = titleOf(entity);
      if (title) {
        this.titles.set(ref, title);
      }
      if (kind === 'user') {
        this.readUser(ref, entity);
      } else if (kind === 'group') {
        this.readGroup(ref, entity);
      }
    }
  }

  async exists(ref: string): Promise<boolean> {
    return this.known.has(ref);
  }

  async members(ref: string): Promise<string[]> {
    if (!this.known.has(ref)) {
      return [];
    }
    if (ref.startsWith('user:')) {
      return [ref];
    }
    const members = new Set<string>();
    const groups = new Set([ref]);
    // A set that grows while it is walked visits each group once, also in a cycle.
    for (const group of groups) {
      this.users.get(group)?.forEach(user => members.add(user));
      this.subgroups.get(group)?.forEach(subgroup => groups.add(subgroup));
    }
    return [...members].sort();
  }

  async personOf(userRef: string): Promise<string> {
    const seen = new Set<string>();
    let person = userRef;
    for (let next = this.samePerson.get(person); next && !seen.has(next);) {
      seen.add(person);
      person = next;
      next = this.samePerson.get(person);
    }
    return person;
  }

  /** The catalog does not know who is on call, and nothing that does is connected. */
  async onCall(): Promise<undefined> {
    return undefined;
  }

  /** What people call this entity. */
  titleOf(ref: string): string | undefined {
    return this.titles.get(ref);
  }

  private readUser(ref: string, entity: Entity): void {
    this.known.add(ref);
    for (const group of targets(entity, 'memberOf')) {
      add(this.users, group, ref);
    }
    const other = parseEntityRef(entity.metadata.annotations?.[SAME_PERSON_KEY] ?? '', 'user');
    if (other) {
      this.samePerson.set(ref, formatEntityRef(other));
    }
  }

  private readGroup(ref: string, entity: Entity): void {
    this.known.add(ref);
    for (const user of targets(entity, 'hasMember')) {
      add(this.users, ref, user);
    }
    for (const subgroup of targets(entity, 'parentOf')) {
      add(this.subgroups, ref, subgroup);
    }
    for (const parent of targets(entity, 'childOf')) {
      add(this.subgroups, parent, ref);
    }
  }
}

function titleOf(entity: Entity): string | undefined {
  const profile = entity.spec?.profile;
  const displayName =
    profile && typeof profile === 'object' && !Array.isArray(profile)
      ? profile.displayName
      : undefined;
  return typeof displayName === 'string' ? displayName : entity.metadata.title;
}

function refOf(entity: Entity): string | undefined {
  const { namespace = 'default', name } = entity.metadata;
  const ref = parseEntityRef(`${entity.kind}:${namespace}/${name}`);
  return ref && formatEntityRef(ref);
}

function targets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .flatMap(relation => {
      const ref = parseEntityRef(relation.targetRef);
      return ref ? [formatEntityRef(ref)] : [];
    });
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
