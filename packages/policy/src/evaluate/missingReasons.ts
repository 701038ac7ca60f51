import type { DecisionInput } from '@countersign/model';
import { missingEvidence } from './deriveLevel';
import type { EvaluationFault } from './Run';

/** Why the fallback approver is asked about a condition that failed. */
export function faultReason({ policy, rule, message }: EvaluationFault): string {
  return `The condition of ${rule} in ${policy} failed, so the fallback approver is asked: ${message}`;
}

/** What is not known of the impact, and what to mend. */
export function unknownReason(input: DecisionInput): string {
  const { proposal, resource } = input;
  const mends = {
    target: `the catalog has no entity for "${resource.ref}"; register it, or give its entity this alias`,
    owner: `"${resource.ref}" has no owner in the catalog; set one`,
    action_type: `"${proposal.action.name}" is not a registered action type; register it`,
  };
  const missing = missingEvidence(input).map(evidence => mends[evidence]);
  return missing.length > 0
    ? `The impact cannot be judged: ${missing.join('; ')}.`
    : 'The guardrail itself calls an impact like this one unknown.';
}
