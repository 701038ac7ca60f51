import { z } from 'zod';
import { levelSchema, reversibilitySchema } from './impact';
import { approversSchema, assuranceSchema, requirementSchema } from './requirement';
import { instantSchema } from './scalars';

/** The three answers, from the loosest to the strictest. */
export const DECISIONS = ['allow', 'require_approval', 'deny'] as const;
export const decisionValueSchema = z
  .enum(DECISIONS)
  .describe('The answer, from the loosest to the strictest.');
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
export const ruleRefSchema = z.strictObject({
  policy: z.string().describe('Name of the policy.'),
  rule: z.string().describe('Name of the rule in it.'),
});
export type RuleRef = z.infer<typeof ruleRefSchema>;

/** Why a standing approval that covers the action did not let it run. */
export const STANDING_REFUSALS = ['ended', 'used_up', 'rate', 'usage_unknown'] as const;

const standingUseSchema = z.strictObject({
  policy: z.string(),
  standing: z.string(),
  /** Absent when it let the action run. */
  refused: z.enum(STANDING_REFUSALS).optional(),
});

const heldSchema = z.strictObject({
  policy: z.string(),
  hold: z.string(),
  /** When it ends by itself. */
  until: instantSchema,
});

const liftedSchema = z.strictObject({
  policy: z.string(),
  exception: z.string(),
  /** The rule, hold or required fields that did not count. */
  from: z.string(),
});

const breakGlassOfferSchema = z.strictObject({
  policy: z.string(),
  approvers: approversSchema,
  assurance: assuranceSchema,
  lastsMinutes: z.int().min(1).max(60),
  page: z.array(z.string()),
  reviewWithinMinutes: z.int().min(1),
});

/** What a policy in shadow mode would have answered; it decides nothing. */
const shadowAnswerSchema = z.strictObject({
  policy: z.string(),
  /** Absent where no rule of the policy matched. */
  rule: z.string().optional(),
  decision: decisionValueSchema,
});

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
  /** Scheduled holds that stop it now. */
  holds: z.array(heldSchema).optional(),
  /** What the proposal must say and does not. */
  missingFields: z.array(z.string()).optional(),
  /** Standing approvals whose class this action is in. */
  standing: z.array(standingUseSchema).optional(),
  /** Exceptions that changed what counted. */
  exceptions: z.array(liftedSchema).optional(),
  /** How people may let it run at once all the same; absent where nothing stops it, or nobody may. */
  breakGlass: breakGlassOfferSchema.optional(),
  shadow: z.array(shadowAnswerSchema).optional(),
});
export type Decision = z.infer<typeof decisionSchema>;
