import { formatEntityRef, parseEntityRef } from '@countersign/model';
import type { CatalogEntity } from './CatalogEntity';

/**
 * The members of a spec that the catalog makes relations of, and the kind it assumes where a
 * reference names none. After Backstage's descriptor format.
 */
const SPEC_RELATIONS: readonly [member: string, type: string, defaultKind: string][] = [
  ['owner', 'ownedBy', 'group'],
  ['system', 'partOf', 'system'],
  ['domain', 'partOf', 'domain'],
  ['subcomponentOf', 'partOf', 'component'],
  ['subdomainOf', 'partOf', 'domain'],
  ['dependsOn', 'dependsOn', 'component'],
  ['dependencyOf', 'dependencyOf', 'component'],
  ['providesApis', 'providesApi', 'api'],
  ['consumesApis', 'consumesApi', 'api'],
  ['parent', 'childOf', 'group'],
  ['memberOf', 'memberOf', 'group'],
  ['members', 'hasMember', 'user'],
];

/** The relations of an entity as full references: the catalog's own, or else those of its spec. */
export function relationsOf(
  entity: CatalogEntity,
  ref: string,
): { type: string; targetRef: string }[] {
  if (entity.relations) {
    return entity.relations.flatMap(({ type, targetRef }) => full(type, targetRef));
  }
  const namespace = ref.slice(ref.indexOf(':') + 1, ref.indexOf('/'));
  return SPEC_RELATIONS.flatMap(([member, type, kind]) => {
    const value = entity.spec?.[member];
    const targets = Array.isArray(value) ? value : [value];
    return targets.flatMap(target =>
      typeof target === 'string' ? full(type, target, kind, namespace) : [],
    );
  });
}

function full(
  type: string,
  text: string,
  defaultKind?: string,
  namespace = 'default',
): { type: string; targetRef: string }[] {
  const ref = parseEntityRef(text, defaultKind);
  if (!ref) {
    return [];
  }
  // parseEntityRef knows only the default namespace; a bare name means the entity's own.
  const targetRef = formatEntityRef(text.includes('/') ? ref : { ...ref, namespace });
  return [{ type, targetRef }];
}
