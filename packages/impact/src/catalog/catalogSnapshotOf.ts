import {
  formatEntityRef,
  parseEntityRef,
  type CatalogSnapshot,
  type CatalogUser,
} from '@countersign/model';
import type { CatalogEntity } from './CatalogEntity';
import { relationsOf } from './relationsOf';
import { topologyOfCatalog } from './topologyOfCatalog';

/** Annotation on a User that names the same person's other User; both count as that one. */
export const SAME_PERSON_KEY = 'countersign.dev/same-person-as';

/**
 * Turns catalog entities into a snapshot that policies can be checked against: their topology, and
 * who is in which group. A membership may stand at the user, at the group, or at both.
 *
 * @param takenAt - when the entities were read, RFC 3339 in UTC
 */
export function catalogSnapshotOf(
  entities: readonly CatalogEntity[],
  takenAt: string,
): CatalogSnapshot {
  const groupsOf = new Map<string, Set<string>>();
  const otherNames = new Map<string, string>();
  const join = (user: string, group: string) => groupsOf.get(user)?.add(group);

  const known = entities.flatMap(entity => {
    const ref = refOf(entity);
    return ref ? [{ entity, ref, kind: entity.kind.toLowerCase() }] : [];
  });
  for (const { entity, ref } of known.filter(({ kind }) => kind === 'user')) {
    groupsOf.set(ref, new Set());
    const other = parseEntityRef(entity.metadata.annotations?.[SAME_PERSON_KEY] ?? '', 'user');
    if (other) {
      otherNames.set(ref, formatEntityRef(other));
    }
  }
  for (const { entity, ref, kind } of known) {
    for (const { type, targetRef } of relationsOf(entity, ref)) {
      if (kind === 'user' && type === 'memberOf') {
        join(ref, targetRef);
      } else if (kind === 'group' && type === 'hasMember') {
        join(targetRef, ref);
      }
    }
  }

  const users = [...groupsOf].map(([ref, groups]): CatalogUser => {
    const samePersonAs = otherNames.get(ref);
    return { ref, groups: [...groups].sort(), ...(samePersonAs && { samePersonAs }) };
  });
  return {
    ...topologyOfCatalog(entities, takenAt),
    users: users.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  };
}

function refOf({ kind, metadata }: CatalogEntity): string | undefined {
  const ref = parseEntityRef(`${kind}:${metadata.namespace ?? 'default'}/${metadata.name}`);
  return ref && formatEntityRef(ref);
}
