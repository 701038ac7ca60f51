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
export const levelSchema = z.enum(LEVELS);
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
  /** The target's entity reference; the id as it was given when no entity was found. */
  ref: z.string().min(1).max(256),
  /** Whether the catalog has this entity. */
  known: z.boolean(),
  kind: z.string().optional(),
  title: z.string().optional(),
  owner: entityRefSchema.optional(),
  /** Parent groups of the owner, nearest first. */
  ownerAncestors: z.array(entityRefSchema),
  system: entityRefSchema.optional(),
  domain: entityRefSchema.optional(),
  tier: tierSchema.optional(),
  lifecycle: z.string().optional(),
  tags: z.array(z.string()),
});
export type ResourceFacts = z.infer<typeof resourceFactsSchema>;

/** One service that an action on the target may hurt, and how the harm would get there. */
export const hitSchema = z.strictObject({
  ref: entityRefSchema,
  /** Steps from the target, 1 for a direct dependent. */
  depth: z.int().min(1),
  tier: tierSchema.optional(),
  owner: entityRefSchema.optional(),
  /** From the target to this service, both included. */
  path: z.array(entityRefSchema).min(2),
});
export type Hit = z.infer<typeof hitSchema>;

/** Who else is hit when the target suffers. The target itself is not counted. */
export const blastRadiusSchema = z.strictObject({
  /** Number of dependents, direct and indirect. */
  size: z.int().min(0),
  /** Number of dependents of tier 0 and of tier 1. */
  tier0: z.int().min(0),
  tier1: z.int().min(0),
  /** Longest of the shortest paths, in steps. */
  depth: z.int().min(0),
  /** Owners of the dependents, sorted. */
  owners: z.array(entityRefSchema),
  /** The dependents, nearest first; at most 200. Recordings may leave them out. */
  hits: z.array(hitSchema).max(200),
});
export type BlastRadius = z.infer<typeof blastRadiusSchema>;

/** Evidence that was looked for and not found. */
export const MISSING_EVIDENCE = ['target', 'action_type', 'owner', 'tier', 'dependencies'] as const;
export const missingEvidenceSchema = z.enum(MISSING_EVIDENCE);

/** Where a factor comes from. */
export const evidenceSourceSchema = z.strictObject({
  factor: z.string(),
  /** `catalog`, `registry`, `proposal`, or the name of an evidence provider. */
  source: z.string(),
  observedAt: instantSchema,
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
});

/**
 * What is known about a proposal before any policy has looked at it. `packages/impact` yields
 * it; `packages/policy` turns it into a level, a score and a decision.
 */
export const impactFactorsSchema = z.strictObject({
  /** The registry's entry that was used; absent when the type is not registered. */
  actionType: z.string().optional(),
  /** Absent when the type is not registered and nothing was claimed. */
  reversibility: reversibilitySchema.optional(),
  effects: z.strictObject({
    performance: effectSizeSchema,
    security: effectSizeSchema,
    dataAccess: effectSizeSchema,
    serviceDisruption: effectSizeSchema,
  }),
  blastRadius: blastRadiusSchema,
  rollbackPlan: z.enum(['none', 'given', 'tested']),
  /** 0 to 1: the least confidence among the sources. */
  confidence: z.number().min(0).max(1),
  missing: z.array(missingEvidenceSchema),
  sources: z.array(evidenceSourceSchema),
});
export type ImpactFactors = z.infer<typeof impactFactorsSchema>;
