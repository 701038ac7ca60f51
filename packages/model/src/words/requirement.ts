import { z } from 'zod';

/** Who may be asked: `owners(resource)`, `owners(blastRadius)`, or a group or user by reference. */
export const approverSelectorSchema = z
  .string()
  .regex(
    /^(owners\(resource\)|owners\(blastRadius\)|(group|user):[a-z0-9][a-z0-9_.-]*\/[a-z0-9][a-z0-9_.-]*)$/,
    {
      error:
        'must be owners(resource), owners(blastRadius), or a full reference such as group:default/sre',
    },
  );

/** So many people out of one selection. */
export interface ApproverCount {
  from: string;
  count: number;
}

/** Who must approve: a count out of a selection, or several of them joined. */
export type Approvers = ApproverCount | { all: Approvers[] } | { any: Approvers[] };

export const approversSchema: z.ZodType<Approvers> = z.lazy(() =>
  z.union([
    z.strictObject({ from: approverSelectorSchema, count: z.int().min(1).max(20).default(1) }),
    z.strictObject({ all: z.array(approversSchema).min(1).max(20) }),
    z.strictObject({ any: z.array(approversSchema).min(1).max(20) }),
  ]),
) as z.ZodType<Approvers>;

/**
 * Who, beside those who never count (the requester, the person it acts for, whoever registered
 * the agent), does not count as a reviewer either.
 */
export const SEPARATIONS = ['agent_owners', 'executor_owners', 'policy_author'] as const;
export const separationSchema = z.enum(SEPARATIONS);

/** What people must do before an action may run. */
export const requirementSchema = z.strictObject({
  approvers: approversSchema,
  /** Minutes after the request opened until it expires. A timeout never approves. */
  deadlineMinutes: z.int().min(1).max(43_200),
  separation: z.array(separationSchema),
  /** Whether an approval, too, must carry a reason. A refusal always does. */
  reasonRequired: z.boolean(),
});
export type Requirement = z.infer<typeof requirementSchema>;
