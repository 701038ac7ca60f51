import { z } from 'zod';
import { decisionValueSchema, STANDING_REFUSALS } from '../words/decision';
import {
  effectSizeSchema,
  levelSchema,
  missingEvidenceSchema,
  reversibilitySchema,
  tierSchema,
} from '../words/impact';
import { rollbackPlanSchema, successCriterionSchema } from '../words/proposal';
import {
  approverSelectorSchema,
  approversSchema,
  assuranceSchema,
  ESCALATION_ENDS,
  separationSchema,
} from '../words/requirement';
import { entityRefSchema, jsonObjectSchema } from '../words/scalars';
import { API_VERSION, durationSchema, policyNameSchema } from './policyScalars';

const word = z.string().min(1).max(256);
const count = z.int().min(0).max(1_000_000);
const moment = z.iso.datetime({
  offset: false,
  error: 'must be an instant in UTC such as 2026-11-16T12:00:00Z',
});

/** A rule, hold, exception, … of any loaded policy: its name, or `policy/name` where two share one. */
export const partNameSchema = z
  .string()
  .max(161)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)?$/, {
    error: 'must be a name such as ask-us, or with its policy such as payments/ask-us',
  });
const partNames = z.array(partNameSchema).max(100);

const givenSubjectSchema = z.strictObject({
  type: word.optional().describe('Kind of the caller; agent when left out.'),
  id: word.optional().describe('Id under which the agent is registered; agent when left out.'),
  properties: jsonObjectSchema.optional().describe('What else is said of the caller.'),
});

const givenActionSchema = z.strictObject({
  name: word.optional().describe('Action type, such as deployment.restart.'),
  properties: jsonObjectSchema.optional().describe('Parameters of the action.'),
});

const givenResourceSchema = z.strictObject({
  ref: word
    .optional()
    .describe('Entity reference of the target; component:default/target when left out.'),
  known: z.boolean().optional().describe('Whether the catalog has the target; true when left out.'),
  kind: word.optional().describe('Kind of the entity; the one in ref when left out.'),
  title: word.optional().describe('Title of the entity.'),
  owner: entityRefSchema.optional().describe('Owner, such as group:default/payments.'),
  ownerAncestors: z
    .array(entityRefSchema)
    .optional()
    .describe('Parent groups of the owner, nearest first; none when left out.'),
  system: entityRefSchema.optional().describe('System that the target is part of.'),
  domain: entityRefSchema.optional().describe('Domain that the target is part of.'),
  tier: tierSchema.optional().describe('Criticality: 0 is the most critical, 3 the least.'),
  lifecycle: word.optional().describe('Lifecycle, such as production.'),
  tags: z.array(word).optional().describe('Tags of the entity; none when left out.'),
});

const givenContextSchema = z.strictObject({
  rationale: word.max(4000).optional().describe('Why the agent wants to act, in its own words.'),
  successCriteria: z
    .array(successCriterionSchema)
    .max(20)
    .optional()
    .describe('How one will know that the action did what it should.'),
  rollbackPlan: rollbackPlanSchema.optional().describe('How the action is undone.'),
  executor: word.optional().describe('Id of the executor that would run the action.'),
  incidents: z.array(word).max(20).optional().describe('Open incidents that the proposal cites.'),
  onBehalfOf: entityRefSchema.optional().describe('The person for whom the agent acts.'),
});

const givenEffectsSchema = z.strictObject({
  performance: effectSizeSchema.optional().describe('How much performance suffers.'),
  security: effectSizeSchema.optional().describe('How much security is touched.'),
  dataAccess: effectSizeSchema.optional().describe('How much access to data is touched.'),
  serviceDisruption: effectSizeSchema.optional().describe('How much service is disrupted.'),
});

const givenBlastRadiusSchema = z.strictObject({
  size: count.optional().describe('Number of services that depend on the target; 0 if left out.'),
  tier0: count.optional().describe('How many of them are of tier 0.'),
  tier1: count.optional().describe('How many of them are of tier 1.'),
  depth: count.optional().describe('Longest chain of dependents, in steps.'),
  owners: z.array(entityRefSchema).optional().describe('Owners of the dependents.'),
});

const givenImpactSchema = z.strictObject({
  actionType: word
    .optional()
    .describe('Entry of the action-type registry; the name of the action when left out.'),
  reversibility: reversibilitySchema
    .optional()
    .describe('How far the action can be undone; reversible when left out.'),
  effects: givenEffectsSchema
    .optional()
    .describe('What the action touches, and how much of it; nothing when left out.'),
  blastRadius: z
    .union([count, givenBlastRadiusSchema])
    .optional()
    .describe('Who else is hit when the target suffers: a number of services, or more of it.'),
  rollbackPlan: z
    .enum(['none', 'given', 'tested'])
    .optional()
    .describe(
      'Whether there is a rollback plan; if left out, given where context.rollbackPlan is, else none.',
    ),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Least confidence among the sources, 0 to 1; 1 when left out.'),
  missing: z
    .array(missingEvidenceSchema)
    .optional()
    .describe('Evidence that was looked for and not found; none when left out.'),
});

const givenUsageSchema = z.strictObject({
  standing: partNameSchema.describe('The standing approval.'),
  used: count.default(0).describe('How often it was used in all.'),
  usedWithinRate: count.default(0).describe('How often within the span of its rate.'),
});

/**
 * What a case asks: the parts that conditions name (`subject`, `action`, `resource`, `context`,
 * `impact`), each as far as the case cares.
 */
export const policyTestGivenSchema = z.strictObject({
  subject: z
    .union([word, givenSubjectSchema])
    .optional()
    .describe('Who wants to act: an id, or more of it.'),
  action: z
    .union([word, givenActionSchema])
    .optional()
    .describe('What it wants to do: an action type, or one with parameters.'),
  resource: z
    .union([word, givenResourceSchema])
    .optional()
    .describe('What it wants to do it to: an entity reference, or what the catalog says of it.'),
  context: givenContextSchema.optional().describe('Why, and how it would be undone.'),
  impact: givenImpactSchema.optional().describe('The assessment, before any policy looked at it.'),
  usage: z
    .array(givenUsageSchema)
    .max(100)
    .optional()
    .describe('How often standing approvals were used; one that is not listed was never used.'),
});
export type PolicyTestGiven = z.infer<typeof policyTestGivenSchema>;

const expectedRequirementSchema = z.strictObject({
  approvers: approversSchema.optional().describe('Exactly who must approve.'),
  asks: z
    .array(approverSelectorSchema)
    .min(1)
    .max(20)
    .optional()
    .describe('Each of these is among those who are asked, with whatever count.'),
  deadline: durationSchema.optional().describe('How long people have.'),
  separation: z
    .array(separationSchema)
    .optional()
    .describe('Exactly who does not count, in any order.'),
  assurance: assuranceSchema.optional().describe('How sure it must be that a person is there.'),
  reasonRequired: z.boolean().optional().describe('Whether an approval needs a reason too.'),
  reminders: z.array(durationSchema).optional().describe('When people are reminded.'),
  end: z.enum(ESCALATION_ENDS).optional().describe('What happens at the deadline.'),
});

/** What a case expects. Only what is stated is compared. */
export const policyTestExpectSchema = z
  .strictObject({
    decision: decisionValueSchema.optional().describe('What is answered.'),
    rule: partNameSchema.optional().describe('The rule that decides.'),
    fallback: z
      .boolean()
      .optional()
      .describe('Whether no rule decides, so that the fallback answers.'),
    rules: partNames
      .optional()
      .describe('Rules that count; others may count too. The one that decides is among them.'),
    level: levelSchema.optional().describe('The level of the impact.'),
    raises: partNames.optional().describe('Exactly the raises that raise the level, in any order.'),
    score: z
      .union([
        z.int().min(0).max(100),
        z.strictObject({
          min: z.int().min(0).max(100).optional().describe('The least that it may be.'),
          max: z.int().min(0).max(100).optional().describe('The most that it may be.'),
        }),
      ])
      .optional()
      .describe('The score: a number, or bounds.'),
    requirement: expectedRequirementSchema
      .optional()
      .describe('What people must do. Only what is stated of it is compared.'),
    reasonsContain: z
      .union([word, z.array(word).min(1).max(20)])
      .optional()
      .describe('A piece of one of the reasons, or several.'),
    holds: partNames.optional().describe('Exactly the holds that stop it; [] for none.'),
    missingFields: z
      .array(word)
      .max(100)
      .optional()
      .describe('Exactly what the proposal must say and does not; [] for nothing.'),
    standing: z
      .array(
        z.union([
          partNameSchema,
          z.strictObject({
            name: partNameSchema.describe('The standing approval.'),
            refused: z.enum(STANDING_REFUSALS).describe('Why it does not let the action run.'),
          }),
        ]),
      )
      .max(100)
      .optional()
      .describe('Exactly the standing approvals that let it run, or do not, and why; [] for none.'),
    exceptions: partNames
      .optional()
      .describe('Exactly the exceptions that change what counts; [] for none.'),
    breakGlass: z
      .boolean()
      .optional()
      .describe('Whether people may let it run at once all the same.'),
    shadow: z
      .record(policyNameSchema, decisionValueSchema)
      .optional()
      .describe('What policies in shadow mode would answer, by policy.'),
    faults: partNames
      .optional()
      .describe('Exactly the rules and raises whose conditions fail; [] for none.'),
  })
  .refine(expected => Object.keys(expected).length > 0, {
    error: 'a case expects at least one thing',
  })
  .meta({ minProperties: 1 });
export type PolicyTestExpect = z.infer<typeof policyTestExpectSchema>;

const recordingRefSchema = z.strictObject({
  set: word.describe('Name of an imported set of recordings, or a .jsonl or .jsonl.gz file.'),
  id: word.describe('Id of the recording.'),
});
export type RecordingRef = z.infer<typeof recordingRefSchema>;

const caseSchema = z.strictObject({
  name: z.string().min(1).max(200).describe('What is shown, in a few words.'),
  given: policyTestGivenSchema
    .optional()
    .describe('The question, as far as the case cares; laid over the defaults.'),
  recording: recordingRefSchema
    .optional()
    .describe('A past action instead of the defaults; what is given is laid over it.'),
  at: moment
    .optional()
    .describe(
      'The moment of the decision, in UTC; if left out the file’s, or of a recording its own.',
    ),
  expect: policyTestExpectSchema.describe('What is expected. Only what is stated is compared.'),
});
export type PolicyTestCase = z.infer<typeof caseSchema>;

/** A `*.policy.test.yaml` document. */
export const policyTestDocumentSchema = z.strictObject({
  apiVersion: z.literal(API_VERSION).describe('Version of the policy language.'),
  kind: z.literal('PolicyTest').describe('What this document is.'),
  metadata: z
    .strictObject({
      name: policyNameSchema.describe('How reports call the tests.'),
      description: z.string().min(1).max(4000).optional().describe('What they show.'),
    })
    .describe('Name of the tests, and what else is said about them.'),
  spec: z
    .strictObject({
      policies: z
        .array(z.string().min(1).max(500))
        .min(1)
        .max(100)
        .default(['*.policy.yaml'])
        .describe(
          'The policies that decide together: files, folders or patterns with * and **, relative to this file. Every policy in this file’s own folder if left out.',
        ),
      at: moment
        .optional()
        .describe('The moment at which every case is decided, in UTC; time stands still.'),
      defaults: policyTestGivenSchema
        .optional()
        .describe('What is given in every case unless it says otherwise.'),
      cases: z.array(caseSchema).min(1).max(1000).describe('The cases, each decided by itself.'),
    })
    .describe('Policies, cases and what is expected.'),
});
export type PolicyTestDocument = z.infer<typeof policyTestDocumentSchema>;
