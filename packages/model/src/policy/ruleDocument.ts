import { z } from 'zod';
import { decisionValueSchema } from '../words/decision';
import { conditionSchema, policyNameSchema, reasonSchema } from './policyScalars';
import { requireSchema } from './requireDocument';

/** One rule: when its condition holds, this is its answer. */
export const ruleSchema = z
  .strictObject({
    name: policyNameSchema.describe('How decisions and explanations call the rule.'),
    kind: z
      .enum(['mandatory', 'default'])
      .optional()
      .describe(
        'In guardrails only, and there required: mandatory always counts, default where no scope policy covers.',
      ),
    when: conditionSchema
      .default('true')
      .describe('The condition, in CEL. Without one the rule always matches.'),
    decision: decisionValueSchema.describe('What the rule answers when its condition holds.'),
    reason: reasonSchema.describe('Shown to the agent and to the reviewer.'),
    require: requireSchema
      .optional()
      .describe('What is asked of people; exactly where the decision is require_approval.'),
  })
  .refine(rule => (rule.decision === 'require_approval') === (rule.require !== undefined), {
    error: 'require stands exactly where the decision is require_approval',
    path: ['require'],
  })
  .meta({
    if: { properties: { decision: { const: 'require_approval' } }, required: ['decision'] },
    then: { required: ['require'] },
    else: { properties: { require: false } },
  });
export type RuleDocument = z.infer<typeof ruleSchema>;
