import { z } from 'zod';
import { entityRefSchema, instantSchema } from './scalars';

/** How far an action can be undone, from harmless to final. */
export const REVERSIBILITIES = [
  'read_only',
  'reversible',
  'externally_reversible',
  'irreversible',
] as const;
export const reversibilitySchema = z.enum(REVERSIBILITIES);
export type Reversibility = z.infer<typeof reversibilitySchema>;

/** The levels in order. `unknown` ranks above `critical`: what nobody can judge is not let through. */
export const LEVELS = ['low', 'moderate', 'high', 'critical', 'unknown'] as const;
export const levelSchema = z
  .enum(LEVELS)
  .describe('From low to critical; unknown, which nobody can judge, ranks above them.');
export type Level = z.infer<typeof levelSchema>;

/** Negative, zero or positive as `a` ranks below, beside or above `b`. */
export function compareLevels(a: Level, b: Level): number {
  return LEVELS.indexOf(a) - LEVELS.indexOf(b);
}

/** What an action touches. */
export const EFFECTS = ['performance', 'security', 'dataAccess', 'serviceDisruption'] as const;
export type Effect = (typeof EFFECTS)[number];
/** How much of it. */
export const EFFECT_SIZES = ['none', 'minor', 'major'] as const;
export const effectSizeSchema = z.enum(EFFECT_SIZES);
export type EffectSize = z.infer<typeof effectSizeSchema>;

/** Criticality of a service: 0 is the most critical, 3 the least. */
export const tierSchema = z.int().min(0).max(3);

/** What the catalog says of the target. A fact that it does not have is absent, never guessed. */
export const resourceFactsSchema = z.strictObject({
  ref: z
    .string()
    .min(1)
    .max(256)
    .describe('Entity reference of the target; the id as it was given when no entity was found.'),
  known: z.boolean().describe('Whether the catalog has the target.'),
  kind: z.string().optional().describe('Kind of the entity, such as component.'),
  title: z.string().optional().describe('Title of the entity.'),
  owner: entityRefSchema.optional().describe('Owner, such as group:default/payments.'),
  ownerAncestors: z.array(entityRefSchema).describe('Parent groups of the owner, nearest first.'),
  system: entityRefSchema.optional().describe('System that the target is part of.'),
  domain: entityRefSchema.optional().describe('Domain that the target is part of.'),
  tier: tierSchema.optional().describe('Criticality: 0 is the most critical, 3 the least.'),
  lifecycle: z.string().optional().describe('Lifecycle, such as production.'),
  tags: z.array(z.string()).describe('Tags of the entity.'),
});
export type ResourceFacts = z.infer<typeof resourceFactsSchema>;

/** One service that an action on the target may hurt, and how the harm would get there. */
export const hitSchema = z.strictObject({
  ref: entityRefSchema.describe('The service that may be hurt.'),
  depth: z.int().min(1).describe('Steps from the target, 1 for a direct dependent.'),
  tier: tierSchema.optional().describe('Its criticality.'),
  owner: entityRefSchema.optional().describe('Its owner.'),
  path: z.array(entityRefSchema).min(2).describe('From the target to this service, both included.'),
});
export type Hit = z.infer<typeof hitSchema>;

/** Who else is hit when the target suffers. The target itself is not counted. */
export const blastRadiusSchema = z.strictObject({
  size: z.int().min(0).describe('Number of dependents, direct and indirect.'),
  tier0: z.int().min(0).describe('How many of them are of tier 0.'),
  tier1: z.int().min(0).describe('How many of them are of tier 1.'),
  depth: z.int().min(0).describe('Longest of the shortest paths, in steps.'),
  owners: z.array(entityRefSchema).describe('Owners of the dependents, sorted.'),
  hits: z
    .array(hitSchema)
    .max(200)
    .describe('The dependents, nearest first. Recordings may leave them out: an empty list.'),
});
export type BlastRadius = z.infer<typeof blastRadiusSchema>;

/** Evidence that was looked for and not found. */
export const MISSING_EVIDENCE = ['target', 'action_type', 'owner', 'tier', 'dependencies'] as const;
export const missingEvidenceSchema = z.enum(MISSING_EVIDENCE);

/** Where a factor comes from. */
export const evidenceSourceSchema = z.strictObject({
  factor: z.string().describe('The factor, as it is called in the factors.'),
  source: z.string().describe('catalog, registry, proposal, or the name of an evidence provider.'),
  observedAt: instantSchema.describe('When it was looked up.'),
  confidence: z.number().min(0).max(1).describe('How sure the source is, 0 to 1.'),
});

/**
 * What is known about a proposal before any policy has looked at it. `packages/impact` yields
 * it; `packages/policy` turns it into a level, a score and a decision.
 */
export const impactFactorsSchema = z.strictObject({
  actionType: z
    .string()
    .optional()
    .describe('Entry of the action-type registry; absent for a type that is not registered.'),
  reversibility: reversibilitySchema
    .optional()
    .describe(
      'How far the action can be undone; absent for a type that is not registered and for which nothing was claimed.',
    ),
  effects: z
    .strictObject({
      performance: effectSizeSchema.describe('How much performance suffers.'),
      security: effectSizeSchema.describe('How much security is touched.'),
      dataAccess: effectSizeSchema.describe('How much access to data is touched.'),
      serviceDisruption: effectSizeSchema.describe('How much service is disrupted.'),
    })
    .describe('What the action touches, and how much of it.'),
  blastRadius: blastRadiusSchema.describe('Who else is hit when the target suffers.'),
  rollbackPlan: z
    .enum(['none', 'given', 'tested'])
    .describe('Whether a rollback plan is given, and whether it was ever carried out.'),
  confidence: z.number().min(0).max(1).describe('Least confidence among the sources, 0 to 1.'),
  missing: z.array(missingEvidenceSchema).describe('Evidence that was looked for and not found.'),
  sources: z.array(evidenceSourceSchema).describe('Where each factor comes from.'),
});
export type ImpactFactors = z.infer<typeof impactFactorsSchema>;
