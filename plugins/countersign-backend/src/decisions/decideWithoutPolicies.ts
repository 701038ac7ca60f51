import type { Decision } from '@countersign/model';

const REASON =
  'No policies are in force, so nobody can say what this action may do. Publish policies, or seed them from a folder.';

/**
 * What is recorded in an observed scope while no policies are in force: what the fallback would
 * have been, had there been a guardrail to name one. Where refusals bind, the answer is
 * `policies_not_in_force` instead.
 */
export function decideWithoutPolicies(): Decision {
  return {
    decision: 'require_approval',
    level: 'unknown',
    score: 0,
    derivation: { band: 'contained', raises: [] },
    contributions: [],
    rules: [],
    reasons: [REASON],
    requirement: {
      approvers: { from: 'owners(resource)', count: 1 },
      deadlineMinutes: 1440,
      separation: [],
      reasonRequired: false,
    },
    faults: [],
  };
}
