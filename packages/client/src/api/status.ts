import { enforcementSchema, entityRefSchema, instantSchema } from '@countersign/model';
import { z } from 'zod';
import { policyFaultSchema } from './policy';

export const agentViewSchema = z.object({
  id: z.string(),
  title: z.string().optional(),
  owner: entityRefSchema,
  registeredBy: entityRefSchema.optional(),
});
export type AgentView = z.infer<typeof agentViewSchema>;

export const executorViewSchema = z.object({
  id: z.string(),
  title: z.string().optional(),
  profile: z.string(),
  owner: entityRefSchema,
});
export type ExecutorView = z.infer<typeof executorViewSchema>;

/** Where enforcement differs from the default. */
export const enforcementScopeSchema = z.object({
  owner: entityRefSchema.optional(),
  system: entityRefSchema.optional(),
  component: entityRefSchema.optional(),
  mode: enforcementSchema,
});
export type EnforcementScope = z.infer<typeof enforcementScopeSchema>;

/** How Countersign itself is doing. */
export const statusSchema = z.object({
  policies: z.object({
    inForce: z.int().min(0),
    source: z.enum(['registry', 'git']),
    /** Present while the newest attempt to put policies in force has failed. */
    fault: policyFaultSchema.optional(),
  }),
  enforcement: z.object({
    default: enforcementSchema,
    scopes: z.array(enforcementScopeSchema),
  }),
  catalog: z.object({
    takenAt: instantSchema.optional(),
    entities: z.int().min(0),
    /** Why the newest attempt to read the catalog failed; the last good snapshot stays in use. */
    fault: z.string().optional(),
  }),
  ledger: z.object({
    origin: z.string(),
    size: z.int().min(0),
    checkpointAt: instantSchema.optional(),
    /** Age of the oldest entry that no checkpoint covers; 0 when there is none. */
    behindSeconds: z.number().min(0),
    /** The checkpoints' verifier key, as a signed note's reader wants it. */
    verifierKey: z.string(),
  }),
  agents: z.array(agentViewSchema),
  executors: z.array(executorViewSchema),
});
export type Status = z.infer<typeof statusSchema>;

/** For probes: whether each part does what it should, and nothing else. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded']),
  checks: z.record(z.string(), z.enum(['ok', 'failing'])),
});
export type Health = z.infer<typeof healthSchema>;
