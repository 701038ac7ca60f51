import {
  actionSchema,
  decisionValueSchema,
  instantSchema,
  outcomeStatusSchema,
  resourceSchema,
  subjectSchema,
} from '@countersign/model';
import { z } from 'zod';

/*
 * `v1/grants`: from the permission to the outcome.
 */

/**
 * The states of a grant. It is `grant_pending` until the ledger has sealed its decision;
 * `outcome_unknown` is what was redeemed and never reported on.
 */
export const GRANT_STATUSES = [
  'grant_pending',
  'issued',
  'redeemed',
  'completed',
  'outcome_unknown',
  'expired',
  'revoked',
] as const;
export const grantStatusSchema = z.enum(GRANT_STATUSES);
export type GrantStatus = z.infer<typeof grantStatusSchema>;

/** A grant as its agent or its executor sees it. */
export const grantViewSchema = z.object({
  id: z.string(),
  status: grantStatusSchema,
  executor: z.string(),
  /** True when the policies or holds would have refused, had the scope not been observed. */
  observed: z.boolean(),
  /** The JWS; present exactly while the status is `issued`. */
  grant: z.string().optional(),
  /** Five minutes after it was first given out. */
  expiresAt: instantSchema.optional(),
});
export type GrantView = z.infer<typeof grantViewSchema>;

/** What is about to run, unredacted: its digest must be the approved one. */
export const actionToRunSchema = z.strictObject({
  subject: subjectSchema,
  action: actionSchema,
  resource: resourceSchema,
  executor: z.string().min(1).max(256),
});

/** Trades a grant in. The same `executionId` may do so again until its lease ends. */
export const redemptionRequestSchema = z.strictObject({
  grant: z.string().min(1).max(8192),
  executionId: z.string().min(1).max(128),
  action: actionToRunSchema,
});
export type RedemptionRequest = z.infer<typeof redemptionRequestSchema>;

export const redemptionSchema = z.object({
  grantId: z.string(),
  executionId: z.string(),
  redeemedAt: instantSchema,
  /** Until then the same execution gets the same answer again. */
  leaseExpiresAt: instantSchema,
  /** In an observed scope: what would have been refused. */
  observed: z
    .object({ decision: decisionValueSchema, wouldHaveRefused: z.array(z.string()) })
    .optional(),
});
export type Redemption = z.infer<typeof redemptionSchema>;

/** What came of the execution. */
export const outcomeReportSchema = z.strictObject({
  executionId: z.string().min(1).max(128),
  status: outcomeStatusSchema,
  detail: z.string().min(1).max(4000).optional(),
});
export type OutcomeReport = z.infer<typeof outcomeReportSchema>;

export const outcomeReceiptSchema = z.object({
  grantId: z.string(),
  executionId: z.string(),
  status: outcomeStatusSchema,
  at: instantSchema,
});
export type OutcomeReceipt = z.infer<typeof outcomeReceiptSchema>;

/** RFC 7517. */
export const jwksSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });
export type Jwks = z.infer<typeof jwksSchema>;
