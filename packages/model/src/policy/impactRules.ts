import { z } from 'zod';
import { BANDS } from '../words/decision';
import { levelSchema, REVERSIBILITIES } from '../words/impact';
import { conditionSchema, policyNameSchema } from './policyScalars';

const matrixRowSchema = z.strictObject(
  Object.fromEntries(BANDS.map(band => [band, levelSchema])) as Record<
    (typeof BANDS)[number],
    typeof levelSchema
  >,
);

const raiseSchema = z
  .strictObject({
    name: policyNameSchema.describe('How explanations call the raise.'),
    when: conditionSchema.describe('When it applies, in CEL. It cannot ask for the level itself.'),
    to: levelSchema.optional().describe('Raise to at least this level …'),
    by: z
      .int()
      .min(1)
      .max(3)
      .optional()
      .describe('… or by so many steps; critical is the last one.'),
  })
  .refine(raise => (raise.to === undefined) !== (raise.by === undefined), {
    error: 'a raise has either to or by',
  });

/** How impact becomes a level. In exactly one active guardrail. */
export const impactRulesSchema = z.strictObject({
  bands: z
    .strictObject({
      contained: z.int().min(0),
      local: z.int().min(0),
      wide: z.int().min(0),
    })
    .describe('Largest number of dependents in each band; what is more is systemic.'),
  matrix: z
    .strictObject(
      Object.fromEntries(REVERSIBILITIES.map(row => [row, matrixRowSchema])) as Record<
        (typeof REVERSIBILITIES)[number],
        typeof matrixRowSchema
      >,
    )
    .describe('Level by reversibility and band.'),
  raises: z
    .array(raiseSchema)
    .max(100)
    .default([])
    .describe('What raises the level above the matrix; in this order.'),
});
export type ImpactRules = z.infer<typeof impactRulesSchema>;
