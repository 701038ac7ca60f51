import { z } from 'zod';
import { BANDS, decisionValueSchema } from '../words/decision';
import { levelSchema, REVERSIBILITIES } from '../words/impact';
import { approversSchema, separationSchema } from '../words/requirement';
import { entityRefSchema } from '../words/scalars';

/** The value of `apiVersion` in every document of ours. */
export const API_VERSION = 'countersign.dev/v1';

/** A name in a policy: lower-case words joined by dashes. */
export const policyNameSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower-case words joined by dashes' });

/** A whole number of minutes, hours or days: `30m`, `4h`, `2d`; at most 30 days. */
export const durationSchema = z
  .string()
  .regex(/^[1-9][0-9]{0,4}[mhd]$/, { error: 'must be a duration such as 30m, 4h or 2d' })
  .refine(text => durationMinutes(text) <= 43_200, { error: 'must be at most 30d' });

/** Minutes of a duration that {@link durationSchema} accepts. */
export function durationMinutes(duration: string): number {
  const unit = { m: 1, h: 60, d: 1440 }[duration.slice(-1)] ?? NaN;
  return Number(duration.slice(0, -1)) * unit;
}

/** A condition in CEL. */
const conditionSchema = z.string().min(1).max(4096);

const requireSchema = z.strictObject({
  approvers: approversSchema,
  deadline: durationSchema.default('1d'),
  separation: z.array(separationSchema).default([]),
  reasonRequired: z.boolean().default(false),
});

/** One rule: when its condition holds, this is its answer. */
export const ruleSchema = z
  .strictObject({
    name: policyNameSchema,
    /** In guardrails only, and there required: `mandatory` always counts, `default` where no scope policy covers. */
    kind: z.enum(['mandatory', 'default']).optional(),
    when: conditionSchema.default('true'),
    decision: decisionValueSchema,
    /** Shown to the agent and to the reviewer. */
    reason: z.string().min(1).max(500),
    require: requireSchema.optional(),
  })
  .refine(rule => (rule.decision === 'require_approval') === (rule.require !== undefined), {
    error: 'require stands exactly where the decision is require_approval',
    path: ['require'],
  });
export type RuleDocument = z.infer<typeof ruleSchema>;

/** What a scope policy covers: everything that a group, a system or a component holds. */
export const coverageSchema = z.union([
  z.strictObject({ owner: entityRefSchema }),
  z.strictObject({ system: entityRefSchema }),
  z.strictObject({ component: entityRefSchema }),
]);
export type Coverage = z.infer<typeof coverageSchema>;

const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, {
  error: 'must be a time such as 09:00',
});
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A recurring span of local time; conditions ask for it with `inWindow('name')`. */
export const windowSchema = z.strictObject({
  /** IANA name, such as Europe/London. */
  zone: z.string().min(1).max(64),
  days: z.array(z.enum(WEEKDAYS)).min(1),
  from: timeOfDay,
  /** Not included. Earlier than `from` means the next day. */
  to: timeOfDay,
});
export type WindowDocument = z.infer<typeof windowSchema>;

const matrixRowSchema = z.strictObject(
  Object.fromEntries(BANDS.map(band => [band, levelSchema])) as Record<
    (typeof BANDS)[number],
    typeof levelSchema
  >,
);

/** How impact becomes a level. In exactly one active guardrail. */
export const impactRulesSchema = z.strictObject({
  /** Largest number of dependents in each band; what is more is `systemic`. */
  bands: z.strictObject({
    contained: z.int().min(0),
    local: z.int().min(0),
    wide: z.int().min(0),
  }),
  matrix: z.strictObject(
    Object.fromEntries(REVERSIBILITIES.map(row => [row, matrixRowSchema])) as Record<
      (typeof REVERSIBILITIES)[number],
      typeof matrixRowSchema
    >,
  ),
  raises: z
    .array(
      z
        .strictObject({
          name: policyNameSchema,
          when: conditionSchema,
          /** Raise to at least this level … */
          to: levelSchema.optional(),
          /** … or by so many steps, `critical` being the last. */
          by: z.int().min(1).max(3).optional(),
        })
        .refine(raise => (raise.to === undefined) !== (raise.by === undefined), {
          error: 'a raise has either to or by',
        }),
    )
    .default([]),
});
export type ImpactRules = z.infer<typeof impactRulesSchema>;

const metadataSchema = z.strictObject({
  name: policyNameSchema,
  title: z.string().min(1).max(120).optional(),
  description: z.string().min(1).max(4000).optional(),
  owner: entityRefSchema,
  reviewBy: z.iso.date().optional(),
});

/** What is answered when no rule does, or when a condition failed. */
const fallbackSchema = z.strictObject({
  /** What nothing covers, or no rule of the covering policy matches, asks people, or is denied. */
  uncovered: z.enum(['require_approval', 'deny']).default('require_approval'),
  require: requireSchema,
});

/** A `*.policy.yaml` document. */
export const policyDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION),
  kind: z.literal('Policy'),
  metadata: metadataSchema,
  spec: z.discriminatedUnion('layer', [
    z.strictObject({
      layer: z.literal('guardrail'),
      mode: z.enum(['active', 'shadow', 'disabled']).default('active'),
      impact: impactRulesSchema.optional(),
      fallback: fallbackSchema.optional(),
      windows: z.record(policyNameSchema, windowSchema).default({}),
      rules: z.array(ruleSchema).max(1000).default([]),
    }),
    z.strictObject({
      layer: z.literal('scope'),
      mode: z.enum(['active', 'shadow', 'disabled']).default('active'),
      covers: z.array(coverageSchema).min(1),
      windows: z.record(policyNameSchema, windowSchema).default({}),
      rules: z.array(ruleSchema).min(1).max(1000),
    }),
  ]),
});
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;
