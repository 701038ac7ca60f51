import { instantSchema } from '@countersign/model';
import { z } from 'zod';
import { approvalReferenceSchema, evaluationRequestSchema } from './evaluation';

/*
 * The bodies of `access/v1/requests`: the Access Request and Approval Profile of AuthZEN.
 */

/** Ties a submission to the denial it wants lifted; every member is an echo. ARAP, "Access Request Submission". */
export const denialSchema = z.object({
  evaluation_id: z.string().min(1).max(256),
  evaluated_at: instantSchema.optional(),
  expires_at: instantSchema,
  binding_token: z.string().min(1).max(8192).optional(),
  reason: z.string().max(256).optional(),
});
export type Denial = z.infer<typeof denialSchema>;

/** The question once more, with the denial that it got. */
export const accessRequestSchema = evaluationRequestSchema.extend({ denial: denialSchema });
export type AccessRequest = z.infer<typeof accessRequestSchema>;

/** ARAP, "Task Status Values". An unknown one means: not approved. */
export const TASK_STATUSES = [
  'pending',
  'approved',
  'denied',
  'expired',
  'cancelled',
  'failed',
] as const;
export const taskStatusSchema = z.enum(TASK_STATUSES);
export type TaskStatus = z.infer<typeof taskStatusSchema>;

/** ARAP, "Access Request Response" and "Completed Task Response". */
export const taskResponseSchema = z.object({
  task: z.object({
    id: z.string(),
    status: taskStatusSchema,
    status_endpoint: z.string(),
    expires_at: instantSchema,
    links: z.object({
      /** Where a person decides: a page of the portal. */
      review: z.string(),
      cancel: z.string().optional(),
    }),
  }),
  /** Present exactly when the task is approved. */
  result: z.object({ mode: z.literal('reevaluate'), approval: approvalReferenceSchema }).optional(),
});
export type TaskResponse = z.infer<typeof taskResponseSchema>;
