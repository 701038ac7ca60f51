import { z } from 'zod';
import type { Band } from '../words/decision';
import { levelSchema, REVERSIBILITIES, type Reversibility } from '../words/impact';
import { conditionSchema, policyNameSchema } from './policyScalars';

const CELLS = {
  contained: levelSchema.describe('Level where the blast radius is contained.'),
  local: levelSchema.describe('Level where it is local.'),
  wide: levelSchema.describe('Level where it is wide.'),
  systemic: levelSchema.describe('Level where it is systemic.'),
} as const satisfies Record<Band, typeof levelSchema>;

const ROWS = {
  read_only: 'What changes nothing.',
  reversible: 'What can be undone.',
  externally_reversible: 'What only others can undo, such as a provider.',
  irreversible: 'What cannot be undone.',
} as const satisfies Record<Reversibility, string>;

const matrixRowSchema = z.strictObject(CELLS);

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
  })
  .meta({ oneOf: [{ required: ['to'] }, { required: ['by'] }] });

/** How impact becomes a level. In exactly one active guardrail. */
export const impactRulesSchema = z.strictObject({
  bands: z
    .strictObject({
      contained: z.int().min(0).describe('So many dependents at most are contained.'),
      local: z.int().min(0).describe('So many at most are local; more than contained.'),
      wide: z.int().min(0).describe('So many at most are wide; more than local.'),
    })
    .describe('Largest number of dependents in each band; what is more is systemic.'),
  matrix: z
    .strictObject(
      Object.fromEntries(
        REVERSIBILITIES.map(row => [row, matrixRowSchema.describe(ROWS[row])]),
      ) as Record<Reversibility, typeof matrixRowSchema>,
    )
    .describe('Level by reversibility and band.'),
  raises: z
    .array(raiseSchema)
    .max(100)
    .default([])
    .describe('What raises the level above the matrix; in this order.'),
});
export type ImpactRules = z.infer<typeof impactRulesSchema>;
