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
  status: outcomeStatusSchema,
  at: instantSchema,
  /** One sentence; shown as a quotation. */
  detail: z.string().max(4000).optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** Whether an outcome is one that people would rather not have let through. */
export function wentWrong(outcome: Outcome | undefined): boolean {
  return outcome?.status === 'failed' || outcome?.status === 'rolled_back';
}

/** A past action with what was known of it and what came of it: one line of a JSON Lines file. */
export const recordingSchema = decisionInputSchema.extend({
  id: z.string().min(1).max(256),
  packetDigest: digestSchema.optional(),
  /** What was decided at the time; absent for actions from logs that knew no policy. */
  decided: z
    .strictObject({
      decision: decisionValueSchema,
      level: levelSchema,
      rule: ruleRefSchema.optional(),
    })
    .optional(),
  /** Votes of people, by pseudonym, with the minutes each took after being asked. */
  reviews: z.array(
    z.strictObject({
      by: z.string(),
      vote: z.enum(['approve', 'refuse']),
      minutes: z.number().min(0),
    }),
  ),
  /** When it ran; absent when it never did. */
  executedAt: instantSchema.optional(),
  outcome: outcomeSchema.optional(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** The part of a recording that decides it. */
export function decisionInputOf(recording: DecisionInputFields): DecisionInputFields {
  const { proposal, resource, factors, at, usage } = recording;
  return { proposal, resource, factors, at, ...(usage && { usage }) };
}
type DecisionInputFields = z.infer<typeof decisionInputSchema>;
