import { DECISIONS, type DecisionValue } from '@countersign/model';
import type { ReplayResult } from '../engine/ReplayResult';

/** A decision as what was done about an action. */
export const DECISION_WORDS: Readonly<Record<DecisionValue, string>> = {
  allow: 'allowed',
  require_approval: 'asked',
  deny: 'denied',
};

/** Recordings that have a base to be compared with. */
export function comparedCount({ totals: { matrix } }: Pick<ReplayResult, 'totals'>): number {
  return DECISIONS.flatMap(base => DECISIONS.map(head => matrix[base][head])).reduce(
    (sum, count) => sum + count,
  );
}

/** Whether anything was compared at all. */
export function isCompared(result: Pick<ReplayResult, 'totals'>): boolean {
  return comparedCount(result) > 0;
}
