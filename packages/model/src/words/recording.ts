import { z } from 'zod';
import { decisionValueSchema, ruleRefSchema } from './decision';
import { levelSchema } from './impact';
import { decisionInputSchema } from './packet';
import { digestSchema, instantSchema } from './scalars';

/** What came of an executed action. */
export const OUTCOME_STATUSES = ['succeeded', 'failed', 'rolled_back', 'unknown'] as const;
export const outcomeStatusSchema = z.enum(OUTCOME_STATUSES);
export type OutcomeStatus = z.infer<typeof outcomeStatusSchema>;

export const outcomeSchema = z.strictObject({
  status: outcomeStatusSchema.describe('What came of it.'),
  at: instantSchema.describe('When that was known.'),
  detail: z.string().max(4000).optional().describe('One sentence; shown as a quotation.'),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** Whether an outcome is one that people would rather not have let through. */
export function wentWrong(outcome: Outcome | undefined): boolean {
  return outcome?.status === 'failed' || outcome?.status === 'rolled_back';
}

/** A past action with what was known of it and what came of it: one line of a JSON Lines file. */
export const recordingSchema = decisionInputSchema.extend({
  id: z.string().min(1).max(256).describe('Id of the recording; no other of the set has it.'),
  packetDigest: digestSchema
    .optional()
    .describe('Digest of the decision packet; absent where there was none.'),
  decided: z
    .strictObject({
      decision: decisionValueSchema.describe('What was answered.'),
      level: levelSchema.describe('The level at the time.'),
      rule: ruleRefSchema
        .optional()
        .describe('The rule that decided; absent where the fallback answered.'),
    })
    .optional()
    .describe('What was decided at the time; absent for actions from logs that knew no policy.'),
  reviews: z
    .array(
      z.strictObject({
        by: z.string().describe('Who voted, by pseudonym.'),
        vote: z.enum(['approve', 'refuse']).describe('What they said.'),
        minutes: z.number().min(0).describe('Minutes from being asked to the vote.'),
      }),
    )
    .describe('Votes of people.'),
  executedAt: instantSchema.optional().describe('When it ran; absent when it never did.'),
  outcome: outcomeSchema.optional().describe('What came of it; absent when nobody reported.'),
});
export type Recording = z.infer<typeof recordingSchema>;

/** The part of a recording that decides it. */
export function decisionInputOf(recording: DecisionInputFields): DecisionInputFields {
  const { proposal, resource, factors, at, usage } = recording;
  return { proposal, resource, factors, at, ...(usage && { usage }) };
}
type DecisionInputFields = z.infer<typeof decisionInputSchema>;
