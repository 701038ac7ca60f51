import { z } from 'zod';
import { digestSchema, entityRefSchema, instantSchema } from '@countersign/model';

/** A set's name is a folder's name too. */
export const recordingSetNameSchema = z
  .string()
  .max(80)
  .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, {
    error: 'must be letters, digits, dots and dashes, such as govuk-2025',
  });

/** `set.json`: what a recording set is, and who may see it. */
export const recordingSetInfoSchema = z.strictObject({
  setVersion: z.literal(1),
  name: recordingSetNameSchema,
  /** Recordings in it. */
  count: z.int().min(0),
  /** SHA-256 over the bytes of its JSON Lines, before compression. */
  digest: digestSchema,
  /** How the JSON Lines are compressed; absent, with gzip. */
  compression: z.enum(['gzip', 'zstd']).optional(),
  /** Digest of the topology that the impact was assessed against; absent for exported sets. */
  topologyDigest: digestSchema.optional(),
  /** Digest of the mapping file; absent for exported sets. */
  mappingDigest: digestSchema.optional(),
  /** Where a pull goes on: the portal, and the instant from which it is read again. */
  resume: z.strictObject({ from: z.string().min(1).max(400), since: instantSchema }).optional(),
  importedAt: instantSchema,
  /** Where it comes from, in a few words. */
  source: z.string().min(1).max(500),
  /** Groups and users who may see it. Recordings hold parameters; hand them to nobody else. */
  visibleTo: z.array(entityRefSchema).min(1),
});
export type RecordingSetInfo = z.infer<typeof recordingSetInfoSchema>;
