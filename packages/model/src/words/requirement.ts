import { z } from 'zod';

/** The selections that are made out of the action itself. */
export const APPROVER_FUNCTIONS = [
  'owners(resource)',
  'owners(blastRadius)',
  'oncall(resource)',
] as const;

/**
 * Who may be asked: the owners of the target or of what it would hit, who is on call for the target,
 * a role of the guardrail, or a group or user by reference.
 */
export const approverSelectorSchema = z
  .string()
  .regex(
    /^(owners\(resource\)|owners\(blastRadius\)|oncall\(resource\)|role:[a-z0-9]+(-[a-z0-9]+)*|(group|user):[a-z0-9][a-z0-9_.-]*\/[a-z0-9][a-z0-9_.-]*)$/,
    {
      error:
        'must be owners(resource), owners(blastRadius), oncall(resource), a role such as role:incident-commander, or a full reference such as group:default/sre',
    },
  );

/** So many people out of one selection. */
export interface ApproverCount {
  from: string;
  count: number;
  /** Of a role: the groups and users that the guardrail names for it. In decisions, never in policies. */
  refs?: string[];
}

/** Who must approve: a count out of a selection, or several of them joined. */
export type Approvers = ApproverCount | { all: Approvers[] } | { any: Approvers[] };

export const approversSchema: z.ZodType<Approvers> = z.lazy(() =>
  z.union([
    z.strictObject({
      from: approverSelectorSchema.describe(
        'Who is asked: owners(resource), owners(blastRadius), oncall(resource), a role such as role:incident-commander, or a group or user such as group:default/sre.',
      ),
      count: z.int().min(1).max(20).default(1).describe('How many of them must approve.'),
    }),
    z.strictObject({
      all: z
        .array(approversSchema)
        .min(1)
        .max(20)
        .describe('Every one of these must be fulfilled.'),
    }),
    z.strictObject({
      any: z.array(approversSchema).min(1).max(20).describe('One of these is enough.'),
    }),
  ]),
) as z.ZodType<Approvers>;

/**
 * Who, beside those who never count (the requester, the person it acts for, whoever registered
 * the agent), does not count as a reviewer either.
 */
export const SEPARATIONS = ['agent_owners', 'executor_owners', 'policy_author'] as const;
export const separationSchema = z
  .enum(SEPARATIONS)
  .describe(
    'agent_owners: the group that owns the agent. executor_owners: the group that owns the executor. policy_author: who wrote the deciding version of the policy.',
  );

/** Kinds of proof that a person is really there, from the weakest to the strongest. */
export const ASSURANCES = ['session', 'fresh_sign_in', 'passkey'] as const;
export const assuranceSchema = z
  .enum(ASSURANCES)
  .describe(
    'session: they are signed in. fresh_sign_in: they sign in anew for this decision. passkey: they confirm this decision with a passkey.',
  );
export type Assurance = z.infer<typeof assuranceSchema>;

/** What happens at the deadline, the stricter first. A timeout never approves. */
export const ESCALATION_ENDS = ['deny', 'wait'] as const;

const boundApproversSchema: z.ZodType<Approvers> = z.lazy(() =>
  z.union([
    z.strictObject({
      from: approverSelectorSchema,
      count: z.int().min(1).max(20),
      refs: z.array(z.string()).optional(),
    }),
    z.strictObject({ all: z.array(boundApproversSchema).min(1).max(20) }),
    z.strictObject({ any: z.array(boundApproversSchema).min(1).max(20) }),
  ]),
) as z.ZodType<Approvers>;

/** Who may answer later, in the place of some of those who were asked first. */
export const escalationStepSchema = z.strictObject({
  /** Minutes after the request opened. */
  afterMinutes: z.int().min(1).max(43_200),
  /** The part of the approvers that this step stands in for. */
  instead: boundApproversSchema,
  to: boundApproversSchema,
});
export type EscalationStep = z.infer<typeof escalationStepSchema>;

/** What people must do before an action may run. */
export const requirementSchema = z.strictObject({
  approvers: boundApproversSchema,
  /** Minutes after the request opened until it expires. A timeout never approves. */
  deadlineMinutes: z.int().min(1).max(43_200),
  separation: z.array(separationSchema),
  /** Whether an approval, too, must carry a reason. A refusal always does. */
  reasonRequired: z.boolean(),
  /** Proof that each approving person is really there; a session is enough when absent. */
  assurance: assuranceSchema.optional(),
  /** Minutes after the opening at which those who have not voted are reminded, ascending. */
  reminderMinutes: z.array(z.int().min(1)).optional(),
  /** Whom to ask next and when, by time. */
  escalation: z.array(escalationStepSchema).optional(),
  /** `wait`: at the deadline the request stays open on hold. Denied when absent. */
  end: z.literal('wait').optional(),
});
export type Requirement = z.infer<typeof requirementSchema>;
