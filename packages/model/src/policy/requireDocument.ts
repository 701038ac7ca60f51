import { z } from 'zod';
import {
  approversSchema,
  assuranceSchema,
  ESCALATION_ENDS,
  separationSchema,
} from '../words/requirement';
import { durationSchema } from './policyScalars';

const escalationSchema = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        after: durationSchema.describe('How long after the request opened.'),
        to: approversSchema.describe(
          'Who may answer from then on, in the place of those who were asked first.',
        ),
      }),
    )
    .min(1)
    .max(10)
    .describe('Whom to ask next, each later than the one before and earlier than the deadline.'),
  end: z
    .enum(ESCALATION_ENDS)
    .default('deny')
    .describe(
      'What happens at the deadline: deny closes the request, wait keeps it open on hold. Neither ever approves.',
    ),
});

/** What a rule that asks for approval asks for. */
export const requireSchema = z.strictObject({
  approvers: approversSchema.describe('Who must approve.'),
  deadline: durationSchema
    .default('1d')
    .describe('How long people have. A timeout never approves.'),
  separation: z
    .array(separationSchema)
    .default([])
    .describe(
      'Who does not count, beside the requester, the person it acts for and whoever registered the agent.',
    ),
  assurance: assuranceSchema
    .default('session')
    .describe('How sure it must be that the person is really there when approving.'),
  reasonRequired: z
    .boolean()
    .default(false)
    .describe('Whether an approval, too, must carry a reason. A refusal always does.'),
  reminders: z
    .array(durationSchema)
    .max(10)
    .default([])
    .describe('When to remind those who have not voted, counted from the opening of the request.'),
  escalation: escalationSchema.optional().describe('What happens when nobody answers.'),
});
export type RequireDocument = z.infer<typeof requireSchema>;
