import { z } from 'zod';
import { ruleRefSchema } from './decision';

/** What a step of an explanation is about, in the order in which they come. */
export const EXPLANATION_STEPS = [
  'matrix',
  'raise',
  'level',
  'hold',
  'field',
  'rule',
  'standing',
  'exception',
  'reason',
  'fault',
  'approval',
  'reminder',
  'escalation',
  'break_glass',
  'near_miss',
  'shadow',
] as const;
export type ExplanationStepKind = (typeof EXPLANATION_STEPS)[number];

/** A decision in words. */
export const explanationSchema = z.strictObject({
  /** Two sentences: what this means now, and why. */
  summary: z.string(),
  /** How it came about, step by step. */
  steps: z.array(
    z.strictObject({
      kind: z.enum(EXPLANATION_STEPS),
      /** The kind as a heading. */
      label: z.string(),
      text: z.string(),
      /** The rule, or other named part of a policy, that the step is about. */
      part: ruleRefSchema.optional(),
    }),
  ),
});
export type Explanation = z.infer<typeof explanationSchema>;
