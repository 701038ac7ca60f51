import type { RuleRef } from '@countersign/model';
import type { RuleTotals } from '@countersign/replay';
import type { ReplaySummary } from './ReplaySummary';

/** A rule's sums; all zero for one that decided nothing, which a replay does not list. */
export function totalsOfRule(summary: ReplaySummary, rule: RuleRef): RuleTotals {
  return (
    summary.byRule.find(row => row.policy === rule.policy && row.rule === rule.rule) ?? {
      ...rule,
      decided: 0,
      decidedBefore: 0,
      newlyAllowed: 0,
      newlyAllowedWentWrong: 0,
      newlyGated: 0,
      newlyDenied: 0,
      released: 0,
      releasedWentWrong: 0,
    }
  );
}
