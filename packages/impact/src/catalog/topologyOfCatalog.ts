import {
  formatEntityRef,
  parseEntityRef,
  type Topology,
  type TopologyEntity,
} from '@countersign/model';
import type { CatalogEntity } from './CatalogEntity';
import { relationsOf } from './relationsOf';

export type { CatalogEntity } from './CatalogEntity';

/** Label or annotation that holds a service's tier, `"0"` to `"3"`. */
export const TIER_KEY = 'countersign.dev/tier';
/** Annotation that lists other names of an entity, separated by commas. */
export const ALIASES_KEY = 'countersign.dev/aliases';

/** Kinds that can be a target; people, groups and locations cannot. */
const TARGET_KINDS = new Set(['component', 'resource', 'api', 'system', 'domain']);

/**
 * Turns catalog entities into a topology.
 *
 * - `dependsOn`: the entity needs what it names; `dependencyOf` is the same the other way round.
 * - `providesApi` / `consumesApi`: the consumer needs the API's provider, by an edge of its own, so
 *   that an API in between is not counted as one more service that is hit. It needs the API too, for an action
 *   whose target is the API.
 * - `partOf`: the part needs the whole: an action on a whole system hits its parts. Harm to a part does not walk
 *   to its system, which would hit all its neighbours.
 *
 * A reference that cannot be read is left out: the catalog, not the assessment, reports it.
 *
 * @param takenAt - when the entities were read, RFC 3339 in UTC
 */
export function topologyOfCatalog(entities: readonly CatalogEntity[], takenAt: string): Topology {
  const topology: Topology = { takenAt, entities: [], edges: [], groups: [], aliases: {} };
  const edges = new Map<string, Topology['edges'][number]>();
  const providers = new Map<string, string[]>();
  const consumers: [consumer: string, api: string][] = [];
  const domainOfSystem = new Map<string, string>();
  const addEdge = (from: string, to: string): void => {
    if (from !== to) {
      edges.set(`${from} ${to}`, { from, to });
    }
  };

  for (const entity of entities) {
    const ref = refOf(entity);
    if (!ref) {
      continue;
    }
    const kind = entity.kind.toLowerCase();
    const relations = relationsOf(entity, ref);
    const first = (type: string): string | undefined =>
      relations.find(relation => relation.type === type)?.targetRef;
    if (kind === 'group') {
      const parent = first('childOf');
      topology.groups.push({ ref, ...(parent && { parent }) });
    }
    if (!TARGET_KINDS.has(kind)) {
      continue;
    }
    const wholes = relations.filter(({ type }) => type === 'partOf').map(r => r.targetRef);
    const system = wholes.find(whole => whole.startsWith('system:'));
    const domain = wholes.find(whole => whole.startsWith('domain:'));
    if (kind === 'system' && domain) {
      domainOfSystem.set(ref, domain);
    }
    topology.entities.push(entityOf(entity, { ref, owner: first('ownedBy'), system, domain }));
    wholes.forEach(whole => addEdge(ref, whole));
    for (const { type, targetRef } of relations) {
      if (type === 'dependsOn') {
        addEdge(ref, targetRef);
      } else if (type === 'dependencyOf') {
        addEdge(targetRef, ref);
      } else if (type === 'providesApi') {
        providers.set(targetRef, [...(providers.get(targetRef) ?? []), ref]);
      } else if (type === 'consumesApi') {
        consumers.push([ref, targetRef]);
      }
    }
    for (const alias of entity.metadata.annotations?.[ALIASES_KEY]?.split(',') ?? []) {
      if (alias.trim()) {
        topology.aliases[alias.trim()] = ref;
      }
    }
  }

  for (const [consumer, api] of consumers) {
    addEdge(consumer, api);
    providers.get(api)?.forEach(provider => addEdge(consumer, provider));
  }
  topology.entities = topology.entities
    .map(entity => withDomain(entity, entity.system && domainOfSystem.get(entity.system)))
    .sort((a, b) => compare(a.ref, b.ref));
  topology.groups.sort((a, b) => compare(a.ref, b.ref));
  topology.edges = [...edges.keys()].sort().map(key => edges.get(key)!);
  return topology;
}

function entityOf(
  { metadata, spec }: CatalogEntity,
  facts: { ref: string; owner?: string; system?: string; domain?: string },
): TopologyEntity {
  const tier = metadata.labels?.[TIER_KEY] ?? metadata.annotations?.[TIER_KEY];
  const lifecycle = spec?.lifecycle;
  return {
    ref: facts.ref,
    ...(metadata.title && { title: metadata.title }),
    ...(facts.owner && { owner: facts.owner }),
    ...(facts.system && { system: facts.system }),
    ...(facts.domain && { domain: facts.domain }),
    // A tier that cannot be read is missing evidence, not tier 3.
    ...(tier !== undefined && /^[0-3]$/.test(tier) && { tier: Number(tier) }),
    ...(typeof lifecycle === 'string' && { lifecycle }),
    tags: [...(metadata.tags ?? [])],
  };
}

function withDomain(entity: TopologyEntity, domain: string | undefined): TopologyEntity {
  return domain && !entity.domain ? { ...entity, domain } : entity;
}

function refOf({ kind, metadata }: CatalogEntity): string | undefined {
  const ref = parseEntityRef(`${kind}:${metadata.namespace ?? 'default'}/${metadata.name}`);
  return ref && formatEntityRef(ref);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
