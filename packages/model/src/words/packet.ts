import { z } from 'zod';
import { decisionSchema } from './decision';
import { impactFactorsSchema, resourceFactsSchema } from './impact';
import { proposalSchema } from './proposal';
import { digestSchema, instantSchema } from './scalars';

/** How often a standing approval was used. */
export const standingUsageSchema = z.strictObject({
  policy: z.string().describe('The policy that states it.'),
  standing: z.string().describe('Its name there.'),
  used: z.int().min(0).describe('Redemptions in all, under whatever version of the policy.'),
  usedWithinRate: z
    .int()
    .min(0)
    .describe('Those within the span of its rate, right before the moment of the decision.'),
});
export type StandingUsage = z.infer<typeof standingUsageSchema>;

/** Everything that a decision depends on: two equal ones are decided alike, for ever. */
export const decisionInputSchema = z.strictObject({
  proposal: proposalSchema.describe('What the agent asked.'),
  resource: resourceFactsSchema.describe('What the catalog said of the target.'),
  factors: impactFactorsSchema.describe('What was known of the impact.'),
  at: instantSchema.describe('The moment of the decision; windows and conditions read it.'),
  usage: z
    .array(standingUsageSchema)
    .optional()
    .describe(
      'Of the standing approvals that may apply; one that is not listed is not known, and lets nothing run.',
    ),
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
