import { z } from 'zod';
import { levelSchema, reversibilitySchema } from './impact';
import { requirementSchema } from './requirement';

/** The three answers, from the loosest to the strictest. */
export const DECISIONS = ['allow', 'require_approval', 'deny'] as const;
export const decisionValueSchema = z.enum(DECISIONS);
export type DecisionValue = z.infer<typeof decisionValueSchema>;

/** Whichever of two answers lets less through. */
export function stricter(a: DecisionValue, b: DecisionValue): DecisionValue {
  return DECISIONS.indexOf(a) >= DECISIONS.indexOf(b) ? a : b;
}

/** Size classes of a blast radius; a guardrail says where one ends and the next begins. */
export const BANDS = ['contained', 'local', 'wide', 'systemic'] as const;
export const bandSchema = z.enum(BANDS);
export type Band = z.infer<typeof bandSchema>;

/** A rule by its policy and its own name. */
export const ruleRefSchema = z.strictObject({ policy: z.string(), rule: z.string() });
export type RuleRef = z.infer<typeof ruleRefSchema>;

/** How the level came about: the cell of the matrix, then each raise. */
export const levelDerivationSchema = z.strictObject({
  reversibility: reversibilitySchema.optional(),
  band: bandSchema,
  /** What the matrix says; absent when the reversibility is not known. */
  cell: levelSchema.optional(),
  raises: z.array(z.strictObject({ name: z.string(), from: levelSchema, to: levelSchema })),
});

/** An error inside a condition: a value with a place, not an exception. */
export const evaluationFaultSchema = z.strictObject({
  policy: z.string(),
  /** The rule's or raise's name. */
  rule: z.string(),
  message: z.string(),
  /** Offsets in the policy's text, in UTF-16 code units. */
  start: z.int(),
  end: z.int(),
});

/** What the policies in force answer to one proposal. */
export const decisionSchema = z.strictObject({
  decision: decisionValueSchema,
  level: levelSchema,
  /** 0 to 100; sorts and trends, decides nothing. */
  score: z.int().min(0).max(100),
  derivation: levelDerivationSchema,
  /** What the score is made of; the points add up to it, before it is cut at 100. */
  contributions: z.array(z.strictObject({ factor: z.string(), points: z.number() })),
  /** The rule that decided; absent when nothing matched and the fallback answers. */
  rule: ruleRefSchema.optional(),
  /** Every rule that counted, with its answer. */
  rules: z.array(ruleRefSchema.extend({ decision: decisionValueSchema })),
  /** One sentence each, the deciding one first. */
  reasons: z.array(z.string()),
  /** Present exactly when the decision is `require_approval`. */
  requirement: requirementSchema.optional(),
  faults: z.array(evaluationFaultSchema),
});
export type Decision = z.infer<typeof decisionSchema>;
