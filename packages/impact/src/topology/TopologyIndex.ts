import type {
  BlastRadius,
  Digest,
  JsonObject,
  Resource,
  ResourceFacts,
  TopologyEntity,
} from '@countersign/model';

/** How far a walk goes and how much of it is written down. */
export interface BlastRadiusOptions {
  /** Steps after which the walk stops; by default it goes on to the end. */
  maxDepth?: number;
  /** Hits that are listed, 0 to 200; by default 200. Sizes and owners are exact all the same. */
  maxHits?: number;
}

/**
 * A topology made ready for questions. It never changes: a new snapshot is a new index.
 *
 * Building costs O(n log n) in entities and edges; a walk costs O(what it reaches).
 */
export interface TopologyIndex {
  /** Names the topology by what it says, whenever it was taken. Computed on first use. */
  readonly digest: Digest;
  /** When the snapshot was taken. */
  readonly takenAt: string;
  /** The entity with this full reference. */
  entity(ref: string): TopologyEntity | undefined;
  /** Which entity a proposal means, by reference, by name and type, or by alias. */
  resolve(resource: Resource): { ref: string; entity?: TopologyEntity };
  /** Parent groups, nearest first; a cycle ends where it closes. */
  ancestors(group: string): string[];
  /** What the catalog says of a target. */
  facts(resource: Resource): ResourceFacts;
  /** Whether any dependency from or to this entity is known at all. */
  hasDependencies(ref: string): boolean;
  /** Who else is hit when this entity suffers. */
  blastRadius(ref: string, options?: BlastRadiusOptions): BlastRadius;
  /**
   * The part of the catalog that facts and an unlimited walk of this target rest on, as one JSON
   * object for content addressing: the same slice assesses the same.
   */
  slice(ref: string): JsonObject;
  /** Digest of {@link TopologyIndex.slice}, kept after its first use. */
  sliceDigest(ref: string): Digest;
}
