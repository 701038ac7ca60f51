import type { Recording } from '@countersign/model';
import { DECISION_WORDS, type RowDecision, plainText } from '@countersign/replay';

/** A recording in one line: when, who, what, to what. */
export function describeRecording({ at, proposal, resource }: Recording): string {
  const { subject, action } = proposal;
  return plainText(`${at}  ${subject.id}: ${action.name} on ${resource.ref}`);
}

/** An answer in a few words, such as `asked (payments/no-fridays, high)`. */
export function describeAnswer({ decision, level, rule }: RowDecision): string {
  const by = rule ? `${rule.policy}/${rule.rule}` : 'no rule';
  return plainText(`${DECISION_WORDS[decision]} (${by}, ${level})`);
}

/** What came of it in its day. */
export function describeOutcome({ executedAt, outcome }: Recording): string {
  if (executedAt === undefined) {
    return 'never executed';
  }
  const status = outcome?.status ?? 'unknown';
  return `executed, ${status === 'unknown' ? 'outcome not known' : status.replace('_', ' ')}`;
}
