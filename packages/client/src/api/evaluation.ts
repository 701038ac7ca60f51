import {
  actionSchema,
  decisionValueSchema,
  digestSchema,
  enforcementSchema,
  instantSchema,
  levelSchema,
  proposalContextSchema,
  requirementSchema,
  resourceSchema,
  ruleRefSchema,
  subjectSchema,
} from '@countersign/model';
import { z } from 'zod';

/*
 * The bodies of `access/v1/evaluation`: AuthZEN Authorization API 1.0, section 6, with the
 * decision context of the Access Request and Approval Profile (ARAP). Members that a standard
 * defines keep the standard's spelling; ours stand under `countersign`.
 */

/** The result of a completed request, as the server gave it; presented again unchanged. ARAP, "Completion Semantics". */
export const approvalReferenceSchema = z.looseObject({
  id: z.string().min(1).max(256),
  approved_at: instantSchema.optional(),
  approved_until: instantSchema,
});
export type ApprovalReference = z.infer<typeof approvalReferenceSchema>;

/** The question. What the standard does not name is ignored, except under `countersign`, where it is refused. */
export const evaluationRequestSchema = z.object({
  subject: z.object(subjectSchema.shape),
  action: z.object(actionSchema.shape),
  resource: z.object(resourceSchema.shape),
  context: z
    .object({
      countersign: proposalContextSchema.optional(),
      approval: approvalReferenceSchema.optional(),
    })
    .optional(),
});
export type EvaluationRequest = z.infer<typeof evaluationRequestSchema>;

/** What Countersign adds to an answer: the decision of the policies in force, and why. */
export const evaluationDetailSchema = z.object({
  /** What the policies say; in `observe` mode this may differ from the answer. */
  decision: decisionValueSchema,
  level: levelSchema,
  score: z.int().min(0).max(100),
  rule: ruleRefSchema.optional(),
  reasons: z.array(z.string()),
  requirement: requirementSchema.optional(),
  packetDigest: digestSchema,
  actionDigest: digestSchema,
  enforcement: enforcementSchema,
  /** True when the answer is only `true` because this scope is observed. */
  observed: z.boolean().optional(),
  /** The grant to fetch; absent when the answer is no, or when the proposal names no executor. */
  grant: z.object({ id: z.string() }).optional(),
});
export type EvaluationDetail = z.infer<typeof evaluationDetailSchema>;

/** Where and until when a denial may be brought before people. ARAP, "Requestable Denial Context". */
export const requestableDenialSchema = z.object({
  endpoint: z.string(),
  expires_at: instantSchema,
  /** A JWS; opaque to the caller. */
  binding_token: z.string(),
});
export type RequestableDenial = z.infer<typeof requestableDenialSchema>;

/** Why the answer is no. The list is closed. */
export const EVALUATION_REASONS = [
  'approval_required',
  'policy_denied',
  'approval_expired',
  'out_of_scope',
  'approval_unverifiable',
] as const;

/** The answer. AuthZEN, section 6.2. */
export const evaluationResponseSchema = z.object({
  decision: z.boolean(),
  context: z.object({
    evaluation_id: z.string(),
    evaluated_at: instantSchema,
    reason: z.enum(EVALUATION_REASONS).optional(),
    /** What to do next. ARAP, "Completion Semantics". */
    next_action: z.enum(['request', 'retry', 'none']).optional(),
    /** Seconds. */
    retry_after: z.int().min(0).optional(),
    access_request: requestableDenialSchema.optional(),
    approval: z.object({ id: z.string(), approved_until: instantSchema }).optional(),
    countersign: evaluationDetailSchema,
  }),
});
export type EvaluationResponse = z.infer<typeof evaluationResponseSchema>;
