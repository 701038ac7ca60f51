import {
  digestJson,
  parseEntityRef,
  topologyDigest,
  type BlastRadius,
  type Digest,
  type Hit,
  type JsonObject,
  type Resource,
  type ResourceFacts,
  type Topology,
  type TopologyEntity,
} from '@countersign/model';
import { DependentGraph } from './DependentGraph';
import { spellingsOf } from './resolveResource';
import type { BlastRadiusOptions, TopologyIndex } from './TopologyIndex';

/** What a decision packet has room for. */
const MAX_HITS = 200;

/** Makes a snapshot of the catalog ready for questions. Of two entities with one reference the first holds. */
export function createTopologyIndex(topology: Topology): TopologyIndex {
  return new SnapshotIndex(topology);
}

class SnapshotIndex implements TopologyIndex {
  readonly takenAt: string;
  private readonly entities = new Map<string, TopologyEntity>();
  private readonly parents = new Map<string, string>();
  private readonly aliases: ReadonlyMap<string, string>;
  private readonly graph: DependentGraph;
  private readonly sliceDigests = new Map<string, Digest>();
  private wholeDigest: Digest | undefined;

  constructor(private readonly topology: Topology) {
    this.takenAt = topology.takenAt;
    for (const entity of topology.entities) {
      if (!this.entities.has(entity.ref)) {
        this.entities.set(entity.ref, entity);
      }
    }
    for (const { ref, parent } of topology.groups) {
      if (parent !== undefined && !this.parents.has(ref)) {
        this.parents.set(ref, parent);
      }
    }
    this.aliases = new Map(Object.entries(topology.aliases));
    this.graph = new DependentGraph(topology);
  }

  get digest(): Digest {
    // On first use: of a large catalog it costs more than the whole index.
    this.wholeDigest ??= topologyDigest(this.topology);
    return this.wholeDigest;
  }

  entity(ref: string): TopologyEntity | undefined {
    return this.entities.get(ref);
  }

  resolve(resource: Resource): { ref: string; entity?: TopologyEntity } {
    const { ref, names } = spellingsOf(resource);
    // An alias never shadows an entity's own name: whoever may write an alias must not be able to
    // turn an action on one service into an action on another.
    const candidates = [ref, ...names.map(name => this.aliases.get(name))];
    for (const candidate of candidates) {
      const entity = candidate === undefined ? undefined : this.entities.get(candidate);
      if (entity) {
        return { ref: entity.ref, entity };
      }
    }
    return { ref: resource.id };
  }

  ancestors(group: string): string[] {
    const found: string[] = [];
    const seen = new Set([group]);
    for (let at = this.parents.get(group); at && !seen.has(at); at = this.parents.get(at)) {
      seen.add(at);
      found.push(at);
    }
    return found;
  }

  facts(resource: Resource): ResourceFacts {
    const { ref, entity } = this.resolve(resource);
    if (!entity) {
      return { ref, known: false, ownerAncestors: [], tags: [] };
    }
    const { title, owner, system, domain, tier, lifecycle, tags } = entity;
    const kind = parseEntityRef(ref)?.kind;
    return {
      ref,
      known: true,
      ...(kind !== undefined && { kind }),
      ...(title !== undefined && { title }),
      ...(owner !== undefined && { owner }),
      ownerAncestors: owner === undefined ? [] : this.ancestors(owner),
      ...(system !== undefined && { system }),
      ...(domain !== undefined && { domain }),
      ...(tier !== undefined && { tier }),
      ...(lifecycle !== undefined && { lifecycle }),
      tags: [...tags],
    };
  }

  hasDependencies(ref: string): boolean {
    const node = this.graph.numberOf(ref);
    return node !== undefined && this.graph.isConnected(node);
  }

  blastRadius(ref: string, { maxDepth, maxHits = MAX_HITS }: BlastRadiusOptions = {}): BlastRadius {
    const start = this.graph.numberOf(ref);
    const reached = start === undefined ? [] : this.graph.walk(start, maxDepth);
    const owners = new Set<string>();
    let tier0 = 0;
    let tier1 = 0;
    for (const { node } of reached) {
      const entity = this.entities.get(this.graph.refs[node]!);
      tier0 += entity?.tier === 0 ? 1 : 0;
      tier1 += entity?.tier === 1 ? 1 : 0;
      if (entity?.owner) {
        owners.add(entity.owner);
      }
    }
    const listed = Math.min(reached.length, Math.max(0, maxHits), MAX_HITS);
    return {
      size: reached.length,
      tier0,
      tier1,
      depth: reached.at(-1)?.depth ?? 0,
      owners: [...owners].sort(),
      hits: Array.from({ length: listed }, (_, position): Hit => {
        const { node, depth } = reached[position]!;
        const hit = this.graph.refs[node]!;
        const { tier, owner } = this.entities.get(hit) ?? {};
        return {
          ref: hit,
          depth,
          ...(tier !== undefined && { tier }),
          ...(owner !== undefined && { owner }),
          path: this.graph.path(start!, reached, position),
        };
      }),
    };
  }

  slice(ref: string): JsonObject {
    const start = this.graph.numberOf(ref);
    const reached = start === undefined ? [] : this.graph.walk(start);
    const entity = this.entities.get(ref);
    const nodes = start === undefined ? [] : [start, ...reached.map(({ node }) => node)];
    return {
      ref,
      entity: (entity as JsonObject | undefined) ?? null,
      ownerAncestors: entity?.owner === undefined ? [] : this.ancestors(entity.owner),
      hasDependencies: this.hasDependencies(ref),
      dependents: reached
        .map(({ node }) => this.graph.refs[node]!)
        .sort()
        .map(dependent => {
          const { tier, owner } = this.entities.get(dependent) ?? {};
          return { ref: dependent, tier, owner };
        }),
      edges: nodes
        .sort((a, b) => a - b)
        .flatMap(to => this.graph.dependentsOf(to).map(from => ({ from, to })))
        .map(({ from, to }) => ({ from: this.graph.refs[from]!, to: this.graph.refs[to]! })),
    };
  }

  sliceDigest(ref: string): Digest {
    const known = this.sliceDigests.get(ref);
    if (known) {
      return known;
    }
    const digest = digestJson(this.slice(ref));
    // Kept for entities only: ids that callers make up must not fill the memory.
    if (this.entities.has(ref)) {
      this.sliceDigests.set(ref, digest);
    }
    return digest;
  }
}
