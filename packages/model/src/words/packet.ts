import { z } from 'zod';
import { decisionSchema } from './decision';
import { impactFactorsSchema, resourceFactsSchema } from './impact';
import { proposalSchema } from './proposal';
import { digestSchema, instantSchema } from './scalars';

/** Everything that a decision depends on: two equal ones are decided alike, for ever. */
export const decisionInputSchema = z.strictObject({
  proposal: proposalSchema,
  resource: resourceFactsSchema,
  factors: impactFactorsSchema,
  /** The clock that windows and conditions read. */
  at: instantSchema,
});
export type DecisionInput = z.infer<typeof decisionInputSchema>;

/** Whether a refusal binds. In `observe` the would-be decision is only recorded. */
export const enforcementSchema = z.enum(['observe', 'enforce']);
export type Enforcement = z.infer<typeof enforcementSchema>;

/** A policy version by name and by the digest of its text. */
export const policyRefSchema = z.strictObject({ name: z.string(), digest: digestSchema });
export type PolicyRef = z.infer<typeof policyRefSchema>;

/**
 * The one canonical object with everything that was known when it was decided. Its digest names
 * it: reviewers see it, the approval binds it, the ledger records it, replay reads it.
 */
export const packetSchema = decisionInputSchema.extend({
  packetVersion: z.literal(1),
  /** Taken over the unredacted action. */
  actionDigest: digestSchema,
  /** Digest of the slice of the catalog that was used. */
  catalogDigest: digestSchema,
  policies: z.array(policyRefSchema),
  enforcement: enforcementSchema,
  decision: decisionSchema,
});
export type Packet = z.infer<typeof packetSchema>;
