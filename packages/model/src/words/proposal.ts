import { z } from 'zod';
import { digestJson, type Digest } from '../json/digest';
import type { JsonValue } from '../json/JsonValue';
import { reversibilitySchema } from './impact';
import { entityRefSchema, instantSchema, jsonObjectSchema } from './scalars';

const name = z.string().min(1).max(256);
const prose = z.string().min(1).max(4000);

/** Who wants to act: an agent, by the id under which it is registered. AuthZEN, section 5.1. */
export const subjectSchema = z.strictObject({
  type: name.describe('Kind of the caller: agent.'),
  id: name.describe('Id under which the agent is registered.'),
  properties: jsonObjectSchema.optional().describe('What else is said of the caller.'),
});
export type Subject = z.infer<typeof subjectSchema>;

/** What it wants to do: an action type, with its parameters as properties. AuthZEN, section 5.3. */
export const actionSchema = z.strictObject({
  name: name.describe('Action type, such as deployment.restart.'),
  properties: jsonObjectSchema.optional().describe('Parameters of the action.'),
});
export type Action = z.infer<typeof actionSchema>;

/** What it wants to do it to: a catalog entity reference, or an external id that maps to one. AuthZEN, section 5.2. */
export const resourceSchema = z.strictObject({
  type: name.describe('Kind of the target, such as component.'),
  id: name.describe('Entity reference of the target, or an external id that maps to one.'),
  properties: jsonObjectSchema.optional().describe('What else is said of the target.'),
});
export type Resource = z.infer<typeof resourceSchema>;

/** How one will know that the action did what it should. */
export const successCriterionSchema = z.strictObject({
  description: prose.describe('What must hold, such as: error rate below 1 %.'),
  withinMinutes: z
    .int()
    .min(1)
    .max(10_080)
    .optional()
    .describe('Minutes after the execution within which it must hold.'),
});

/** How the action is undone. */
export const rollbackPlanSchema = z.strictObject({
  description: prose.describe('How the action is undone.'),
  testedAt: instantSchema.optional().describe('When this plan was last carried out for real.'),
});

/**
 * Why, and what else matters: `context.countersign` of an evaluation. All of it is
 * authorization-relevant, so a member that is not known here is refused, never ignored.
 */
export const proposalContextSchema = z.strictObject({
  rationale: prose.optional().describe('Why the agent wants to act, in its own words.'),
  successCriteria: z
    .array(successCriterionSchema)
    .max(20)
    .optional()
    .describe('How one will know that the action did what it should.'),
  rollbackPlan: rollbackPlanSchema.optional().describe('How the action is undone.'),
  executor: name.optional().describe('Id of the registered executor that would run the action.'),
  incidents: z
    .array(name)
    .max(20)
    .optional()
    .describe('Open incidents that the proposal answers, by id.'),
  onBehalfOf: entityRefSchema
    .optional()
    .describe('The person for whom the agent acts; never counts as a reviewer.'),
  claims: z
    .strictObject({
      reversibility: reversibilitySchema
        .optional()
        .describe('How far it says the action can be undone.'),
    })
    .optional()
    .describe('What the agent itself claims. A claim may raise an impact and never lowers it.'),
});
export type ProposalContext = z.infer<typeof proposalContextSchema>;

/** The question an agent asks. */
export const proposalSchema = z.strictObject({
  subject: subjectSchema.describe('Who wants to act: the agent.'),
  action: actionSchema.describe('What it wants to do.'),
  resource: resourceSchema.describe('What it wants to do it to.'),
  context: proposalContextSchema.describe('Why, and how it would be undone.'),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** The part of a proposal that redemption presents again: exactly what is about to run. */
export type ActionToRun = Pick<Proposal, 'subject' | 'action' | 'resource'> & { executor?: string };

/**
 * SHA-256 over the RFC 8785 form of subject, action, resource and executor. It is taken before
 * redaction and compared at redemption, so that what was approved is what runs.
 */
export function actionDigest(run: ActionToRun): Digest {
  return digestJson({
    subject: run.subject,
    action: run.action,
    resource: run.resource,
    executor: run.executor ?? null,
  } as JsonValue);
}
