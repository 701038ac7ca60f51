import { canonicalJson, type Decision, type JsonValue } from '@countersign/model';
import { plainRequirement } from './naiveRequirement';

/** What a decision and its naive transcription have in common, as one text. */
export function essenceOf(decision: Decision): string {
  const { contributions, requirement, faults, reasons, ...rest } = decision;
  return canonicalJson({
    ...rest,
    ...(requirement && { requirement: plainRequirement(requirement) }),
    faults: faults.map(({ policy, rule }) => `${policy} ${rule}`),
    reasons: [...new Set(reasons.map(withoutDetail))],
  } as unknown as JsonValue);
}

/** What stands behind the colon names what to mend, which decides nothing. */
function withoutDetail(reason: string): string {
  return reason
    .replace(/^(The condition of \S+ in \S+ failed),[^]*/, '$1')
    .replace(/^(The impact cannot be judged):[^]*/, '$1');
}
