import { z } from 'zod';
import { approversSchema, assuranceSchema, separationSchema } from '../words/requirement';
import { entityRefSchema } from '../words/scalars';
import {
  conditionSchema,
  durationMinutes,
  durationSchema,
  lastDaySchema,
  policyNameSchema,
  reasonSchema,
} from './policyScalars';

/** Members of `context.countersign` that a policy may require. */
export const REQUIRABLE_FIELDS = [
  'rationale',
  'successCriteria',
  'rollbackPlan',
  'executor',
  'incidents',
  'onBehalfOf',
] as const;

const fieldSchema = z.union(
  [
    z.enum(REQUIRABLE_FIELDS),
    z.templateLiteral(['properties.', z.string().regex(/^[^\s]{1,100}$/)]),
  ],
  {
    error: `must be one of ${REQUIRABLE_FIELDS.join(', ')}, or a parameter such as properties.replicas`,
  },
);
export type RequirableField = z.infer<typeof fieldSchema>;

/** What a proposal must say, or it is denied with the list of what is missing. */
export const requiredFieldsSchema = z.strictObject({
  name: policyNameSchema.describe('How decisions call it.'),
  when: conditionSchema.default('true').describe('For which actions, in CEL.'),
  fields: z
    .array(fieldSchema)
    .min(1)
    .max(20)
    .describe('Members of the proposal, or parameters of the action as properties.NAME.'),
  reason: reasonSchema.describe('Why; shown to the agent beside what is missing.'),
});

/**
 * An approval given beforehand for a class of actions, ITIL's standard change. Within its bounds a
 * rule of the same policy that would ask lets the action run.
 */
export const standingApprovalSchema = z.strictObject({
  name: policyNameSchema.describe('How decisions call it.'),
  when: conditionSchema.describe(
    'The class, with the bounds of its targets and parameters, in CEL.',
  ),
  rate: z
    .strictObject({
      count: z.int().min(1).max(10_000).describe('So many executions at most …'),
      within: durationSchema.describe('… in any span of this length.'),
    })
    .describe('How often it may be used in a span of time.'),
  count: z.int().min(1).max(1_000_000).optional().describe('At most so many in all.'),
  until: lastDaySchema.describe('Last day on which it holds, UTC.'),
  reason: reasonSchema.describe('Why this class is safe.'),
});
export type StandingApprovalDocument = z.infer<typeof standingApprovalSchema>;

/** Rules, holds or required fields of this policy that do not count for some actions, for a time. */
export const exceptionSchema = z.strictObject({
  name: policyNameSchema.describe('How decisions call it.'),
  from: z
    .array(policyNameSchema)
    .min(1)
    .max(20)
    .describe('Names of the rules, holds or required fields of this policy that it lifts.'),
  when: conditionSchema.default('true').describe('For which actions, in CEL.'),
  owner: entityRefSchema.describe('Who answers for it.'),
  until: lastDaySchema.describe('Last day on which it holds, UTC.'),
  reason: reasonSchema.describe('Why.'),
});

/** What is demanded of every approval from a level up. */
export const levelDemandsSchema = z.strictObject({
  separation: z.array(separationSchema).default([]).describe('Who does not count as a reviewer.'),
  assurance: assuranceSchema
    .default('session')
    .describe('How sure it must be that the person is really there.'),
  reasonRequired: z.boolean().default(false).describe('Whether an approval needs a reason too.'),
});

/** How a few people may let an action run at once in an emergency. */
export const breakGlassSchema = z.strictObject({
  when: conditionSchema.default('true').describe('For which actions it may be used, in CEL.'),
  approvers: approversSchema.describe('Who may use it, and how many it takes.'),
  assurance: assuranceSchema
    .default('fresh_sign_in')
    .describe('How sure it must be that the person is really there.'),
  lasts: durationSchema
    .default('15m')
    .refine(text => durationMinutes(text) <= 60, { error: 'must be at most 60m' })
    .describe('How long the permission holds.'),
  page: z
    .array(entityRefSchema)
    .min(1)
    .describe('Groups and users who are told at once, whatever they have muted.'),
  reviewWithin: durationSchema.default('1d').describe('By when its use must have been reviewed.'),
});

/** A control of some framework that this policy implements. */
export const controlSchema = z.strictObject({
  id: z.string().min(1).max(120).describe('As the framework writes it, such as SOC 2 CC8.1.'),
  rules: z
    .array(policyNameSchema)
    .min(1)
    .optional()
    .describe('The rules that implement it; the whole policy when left out.'),
});
