import {
  actionSchema,
  decisionSchema,
  digestSchema,
  enforcementSchema,
  entityRefSchema,
  explanationSchema,
  impactFactorsSchema,
  instantSchema,
  levelSchema,
  outcomeStatusSchema,
  proposalSchema,
  requirementSchema,
  resourceFactsSchema,
  reversibilitySchema,
  subjectSchema,
} from '@countersign/model';
import { z } from 'zod';
import { grantStatusSchema } from './grant';

/*
 * `v1/requests`: what people see of a decision that waits for them, and how they answer.
 */

/** The states of a request. */
export const REQUEST_STATES = ['pending', 'approved', 'refused', 'expired', 'cancelled'] as const;
export const requestStateSchema = z.enum(REQUEST_STATES);
export type RequestState = z.infer<typeof requestStateSchema>;

/** A reviewer's answer. */
export const voteSchema = z.enum(['approve', 'refuse']);
export type Vote = z.infer<typeof voteSchema>;

/** A person, as the catalog names them. */
export const personSchema = z.object({ ref: entityRefSchema, title: z.string().optional() });
export type Person = z.infer<typeof personSchema>;

/** One line of the queue. It never carries parameters. */
export const requestSummarySchema = z.object({
  id: z.string(),
  state: requestStateSchema,
  version: z.int().min(1),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  /** When it left `pending`. */
  decidedAt: instantSchema.optional(),
  subject: subjectSchema.pick({ type: true, id: true }),
  action: z.object({ name: z.string(), title: z.string().optional() }),
  resource: resourceFactsSchema.pick({
    ref: true,
    known: true,
    title: true,
    owner: true,
    tier: true,
    system: true,
  }),
  level: levelSchema,
  score: z.int().min(0).max(100),
  reversibility: reversibilitySchema.optional(),
  blastRadius: z.object({ size: z.int(), tier0: z.int(), tier1: z.int() }),
  /** Why a person is asked: the deciding rule's reason. */
  reason: z.string(),
  /** Votes so far. */
  approvals: z.int().min(0),
  /** Whether the caller's vote is awaited. */
  mayReview: z.boolean(),
});
export type RequestSummary = z.infer<typeof requestSummarySchema>;

/** Newest first; `nextCursor` is absent on the last page. */
export const requestListSchema = z.object({
  items: z.array(requestSummarySchema),
  nextCursor: z.string().optional(),
});
export type RequestList = z.infer<typeof requestListSchema>;

/** How far a requirement is met, in the shape of the requirement itself. */
export type RequirementProgress =
  | {
      kind: 'count';
      /** The selector, as the policy has it. */
      from: string;
      count: number;
      /** Who approved and counts here. */
      approvedBy: string[];
      /** Who may approve here, whether or not they did. */
      eligible: Person[];
      /** Groups that the selector names and the catalog does not have. */
      missingGroups: string[];
      met: boolean;
    }
  | { kind: 'all' | 'any'; parts: RequirementProgress[]; met: boolean };

export const requirementProgressSchema: z.ZodType<RequirementProgress> = z.lazy(() =>
  z.union([
    z.object({
      kind: z.literal('count'),
      from: z.string(),
      count: z.int().min(1),
      approvedBy: z.array(z.string()),
      eligible: z.array(personSchema),
      missingGroups: z.array(z.string()),
      met: z.boolean(),
    }),
    z.object({
      kind: z.enum(['all', 'any']),
      parts: z.array(requirementProgressSchema),
      met: z.boolean(),
    }),
  ]),
);

/** One person's vote. */
export const reviewSchema = z.object({
  by: personSchema,
  vote: voteSchema,
  reason: z.string().optional(),
  at: instantSchema,
});
export type Review = z.infer<typeof reviewSchema>;

/** One thing that happened to a request or to what came of it. */
export const timelineEventSchema = z.object({
  at: instantSchema,
  /** The ledger's word for it, such as `request.opened`. */
  type: z.string(),
  by: z.string().optional(),
  /** A vote, a state or an outcome's status. */
  result: z.string().optional(),
});
export type TimelineEvent = z.infer<typeof timelineEventSchema>;

/** Everything a reviewer needs to answer in seconds. */
export const requestDetailSchema = z.object({
  id: z.string(),
  state: requestStateSchema,
  version: z.int().min(1),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  decidedAt: instantSchema.optional(),
  evaluationId: z.string(),
  /** Without `action.properties` and without prose when `redacted`. Secrets never stand here. */
  proposal: proposalSchema.extend({ action: actionSchema }),
  /** True when the caller may not see the parameters. */
  redacted: z.boolean(),
  agent: z.object({
    id: z.string(),
    title: z.string().optional(),
    owner: entityRefSchema.optional(),
  }),
  /** The registry's entry for the action type. */
  actionType: z.object({ name: z.string(), title: z.string(), description: z.string() }).optional(),
  resource: resourceFactsSchema,
  factors: impactFactorsSchema,
  decision: decisionSchema,
  enforcement: enforcementSchema,
  packetDigest: digestSchema,
  actionDigest: digestSchema,
  explanation: explanationSchema,
  /** The deciding rule as it stands in its policy. */
  policyText: z
    .object({
      policy: z.string(),
      digest: digestSchema,
      rule: z.string(),
      text: z.string(),
      /** 1 for the first line. */
      startLine: z.int().min(1),
    })
    .optional(),
  requirement: requirementSchema,
  progress: requirementProgressSchema,
  /** False when nobody can fulfil the requirement today. */
  fulfillable: z.boolean(),
  /** One sentence for each thing in the way; present when `fulfillable` is false. */
  notFulfillableBecause: z.array(z.string()).optional(),
  reviews: z.array(reviewSchema),
  timeline: z.array(timelineEventSchema),
  approval: z.object({ id: z.string(), approvedUntil: instantSchema }).optional(),
  grant: z.object({ id: z.string(), status: grantStatusSchema }).optional(),
  outcome: z
    .object({ status: outcomeStatusSchema, at: instantSchema, detail: z.string().optional() })
    .optional(),
  mayReview: z.boolean(),
  /** A sentence for the caller; present when `mayReview` is false. */
  mayNotReviewBecause: z.string().optional(),
  etag: z.string(),
});
export type RequestDetail = z.infer<typeof requestDetailSchema>;

/** A vote. A refusal always carries a reason; an approval where the policy asks for one. */
export const reviewRequestSchema = z.strictObject({
  vote: voteSchema,
  reason: z.string().trim().min(1).max(4000).optional(),
});
export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

/** What a list of requests may be narrowed by. */
export interface RequestQuery {
  state?: RequestState;
  /** Only those that await the caller's vote. */
  mine?: boolean;
  /** A target's entity reference. */
  target?: string;
  cursor?: string;
  /** 1 to 100; 25 when absent. */
  limit?: number;
}
