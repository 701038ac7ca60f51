import { z } from 'zod';
import { digestJson, type Digest } from '../json/digest';
import type { JsonValue } from '../json/JsonValue';
import { tierSchema } from './impact';
import { entityRefSchema, instantSchema } from './scalars';

/** One thing of the catalog that can be a target or be hit. */
export const topologyEntitySchema = z.strictObject({
  ref: entityRefSchema,
  title: z.string().optional(),
  owner: entityRefSchema.optional(),
  system: entityRefSchema.optional(),
  domain: entityRefSchema.optional(),
  tier: tierSchema.optional(),
  lifecycle: z.string().optional(),
  tags: z.array(z.string()),
});
export type TopologyEntity = z.infer<typeof topologyEntitySchema>;

/** `from` needs `to`: when `to` suffers, `from` may. */
export const topologyEdgeSchema = z.strictObject({ from: entityRefSchema, to: entityRefSchema });

/** A snapshot of the catalog's entities, dependencies and groups. */
export const topologySchema = z.strictObject({
  takenAt: instantSchema,
  entities: z.array(topologyEntitySchema),
  edges: z.array(topologyEdgeSchema),
  /** Groups with their parent. */
  groups: z.array(z.strictObject({ ref: entityRefSchema, parent: entityRefSchema.optional() })),
  /** Other names of an entity, as agents and logs spell it. */
  aliases: z.record(z.string(), entityRefSchema),
});
export type Topology = z.infer<typeof topologySchema>;

/** Names a snapshot by what it says; when it was taken does not matter. */
export function topologyDigest(topology: Topology): Digest {
  return digestJson({ ...topology, takenAt: null } as JsonValue);
}
