import { z } from 'zod';
import { entityRefSchema } from '../words/scalars';
import { LEVELS } from '../words/impact';
import { impactRulesSchema } from './impactRules';
import { API_VERSION, lastDaySchema, policyNameSchema } from './policyScalars';
import {
  breakGlassSchema,
  controlSchema,
  exceptionSchema,
  levelDemandsSchema,
  requiredFieldsSchema,
  standingApprovalSchema,
} from './provisions';
import { requireSchema } from './requireDocument';
import { ruleSchema } from './ruleDocument';
import { scheduledHoldSchema, windowSchema } from './windowDocument';

/** What a scope policy covers: everything that a group, a system or a component holds. */
export const coverageSchema = z.union([
  z.strictObject({
    owner: entityRefSchema.describe('All that this group owns, and its subgroups.'),
  }),
  z.strictObject({ system: entityRefSchema.describe('All that is part of this system.') }),
  z.strictObject({ component: entityRefSchema.describe('This entity alone.') }),
]);
export type Coverage = z.infer<typeof coverageSchema>;

const metadataSchema = z.strictObject({
  name: policyNameSchema.describe('How decisions call the policy; no other policy may have it.'),
  title: z.string().min(1).max(120).optional().describe('For lists and headings.'),
  description: z.string().min(1).max(4000).optional().describe('What it is for.'),
  owner: entityRefSchema.describe('The group or user who answers for it.'),
  reviewBy: lastDaySchema.optional().describe('Day by which its owner looks at it again.'),
  controls: z
    .array(controlSchema)
    .max(100)
    .default([])
    .describe('Controls of frameworks that it implements.'),
});

/** What is answered when no rule does, or when a condition failed. */
const fallbackSchema = z.strictObject({
  uncovered: z
    .enum(['require_approval', 'deny'])
    .default('require_approval')
    .describe(
      'What nothing covers, or no rule of the covering policy matches, asks people, or is denied.',
    ),
  require: requireSchema.describe('Who is asked.'),
});

/** How a policy takes part: `shadow` only records what it would have answered. */
export const POLICY_MODES = ['active', 'shadow', 'disabled'] as const;

const mode = z
  .enum(POLICY_MODES)
  .default('active')
  .describe('active decides, shadow only records what it would have answered, disabled rests.');

const parts = {
  windows: z
    .record(policyNameSchema, windowSchema)
    .default({})
    .describe('Recurring spans of local time, by name; conditions ask for them with inWindow.'),
  holds: z
    .array(scheduledHoldSchema)
    .max(100)
    .default([])
    .describe(
      'Scheduled holds, also called freezes: while one lasts, what it covers does not run.',
    ),
  requiredFields: z
    .array(requiredFieldsSchema)
    .max(100)
    .default([])
    .describe('What a proposal must say, or it is denied.'),
  standing: z
    .array(standingApprovalSchema)
    .max(100)
    .default([])
    .describe(
      'Approvals given beforehand for classes of actions; within them, what a rule of this policy would ask about runs.',
    ),
  exceptions: z
    .array(exceptionSchema)
    .max(100)
    .default([])
    .describe('What does not count for some actions, for a time.'),
};

/** Rules that one policy may have. */
export const MAX_RULES = 1_000;

const guardrailSchema = z.strictObject({
  layer: z.literal('guardrail').describe('guardrail: the organisation’s.'),
  mode,
  impact: impactRulesSchema
    .optional()
    .describe('How impact becomes a level. In exactly one active guardrail.'),
  roles: z
    .record(policyNameSchema, z.array(entityRefSchema).min(1).max(50))
    .default({})
    .describe('Groups and users by role; requirements of every policy may name role:NAME.'),
  levels: z
    .partialRecord(z.enum(LEVELS), levelDemandsSchema)
    .default({})
    .describe('What is demanded of every approval from this level up.'),
  fallback: fallbackSchema
    .optional()
    .describe('Who is asked where no rule answers. In exactly one active guardrail.'),
  breakGlass: breakGlassSchema
    .optional()
    .describe('How a few people may let an action run at once. In at most one active guardrail.'),
  ...parts,
  rules: z
    .array(ruleSchema)
    .max(MAX_RULES)
    .default([])
    .describe('Every mandatory rule that matches counts; of the defaults, the first.'),
});

const scopeSchema = z.strictObject({
  layer: z.literal('scope').describe('scope: what one owner has.'),
  mode,
  covers: z.array(coverageSchema).min(1).max(100).describe('What it covers.'),
  ...parts,
  rules: z
    .array(ruleSchema)
    .min(1)
    .max(MAX_RULES)
    .describe('Tried from the top; the first that matches decides.'),
});

/** A `*.policy.yaml` document. */
export const policyDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION).describe('Version of the policy language.'),
  kind: z.literal('Policy').describe('What this document is.'),
  metadata: metadataSchema.describe('Name, owner and what else is said about the policy.'),
  spec: z
    .discriminatedUnion('layer', [guardrailSchema, scopeSchema])
    .describe('What the policy states.'),
});
export type PolicyDocument = z.infer<typeof policyDocumentSchema>;
