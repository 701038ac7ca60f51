import { digestSchema, instantSchema } from '@countersign/model';
import { z } from 'zod';

/** One policy version that is in force now. */
export const policyInForceSchema = z.object({
  name: z.string(),
  digest: digestSchema,
  title: z.string().optional(),
  layer: z.enum(['guardrail', 'scope']),
  mode: z.enum(['active', 'shadow', 'disabled']),
  /** The file that it came from, as its source names it. */
  uri: z.string(),
  text: z.string(),
  publishedAt: instantSchema,
  /** The person, or the source, that put it in force. */
  by: z.string(),
  why: z.string(),
  source: z.enum(['seed', 'git', 'registry']),
});
export type PolicyInForce = z.infer<typeof policyInForceSchema>;

export const policyListSchema = z.object({ items: z.array(policyInForceSchema) });
export type PolicyList = z.infer<typeof policyListSchema>;

/** Why the policies that someone wanted in force are not. */
export const policyFaultSchema = z.object({
  /** What happened, what it means and what to do. */
  message: z.string(),
  at: instantSchema,
  /** Each fault with its place: `file:line:column: error code: message`. */
  faults: z.array(z.string()),
});
export type PolicyFault = z.infer<typeof policyFaultSchema>;
