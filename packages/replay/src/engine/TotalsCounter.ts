import { wentWrong, type Recording, type RuleRef } from '@countersign/model';
import type { DecisionMatrix, ReplayRow, ReplayTotals, RuleTotals } from './ReplayResult';

/**
 * Adds rows up, one at a time. What each sum means stands at {@link ReplayTotals}; engines share
 * this so that they can differ in how they decide and never in how they count.
 */
export class TotalsCounter {
  private readonly totals = emptyTotals();
  private readonly rules = new Map<string, RuleTotals>();

  /** @param reviewMinutes what a review is taken to cost where the recording has none. */
  constructor(private readonly reviewMinutes: number | undefined) {}

  /** @param reviews how many reviews each side asks for at least. */
  add(row: ReplayRow, recording: Recording, reviews: { base: number; head: number }): void {
    this.count(row, recording);
    if (row.base) {
      this.compare(row, recording, reviews);
    }
  }

  finish(): { totals: ReplayTotals; byRule: RuleTotals[] } {
    const byRule = [...this.rules.values()].sort(
      (a, b) => compareText(a.policy, b.policy) || compareText(a.rule, b.rule),
    );
    return { totals: this.totals, byRule };
  }

  private count({ base, head, unknown }: ReplayRow, { outcome }: Recording): void {
    const { totals } = this;
    const wrong = Number(wentWrong(outcome));
    totals.wentWrong += wrong;
    totals.noOutcome += Number(outcome === undefined || outcome.status === 'unknown');
    totals.unknown += Number(unknown ?? false);
    switch (head.decision) {
      case 'allow':
        totals.allowed++;
        break;
      case 'require_approval':
        totals.approvalsAsked++;
        totals.askedWentWrong += wrong;
        break;
      case 'deny':
        totals.denied++;
        totals.deniedWentWrong += wrong;
        break;
    }
    if (head.rule) {
      this.rule(head.rule).decided++;
    } else {
      totals.fallback++;
    }
    if (base?.rule) {
      this.rule(base.rule).decidedBefore++;
    }
  }

  private compare(
    { base, head, unknown }: ReplayRow,
    recording: Recording,
    reviews: { base: number; head: number },
  ): void {
    const { totals } = this;
    const before = base!.decision;
    const after = head.decision;
    totals.matrix[before][after]++;
    totals.levelChanged += Number(base!.level !== head.level);
    if (after === 'require_approval') {
      const more = Math.max(0, reviews.head - (before === after ? reviews.base : 0));
      totals.toilReviews += more;
      totals.toilMinutes += more * (this.minutesOf(recording) ?? 0);
    }
    if (before === after) {
      totals.unchanged += Number(!unknown);
      return;
    }
    totals.changed++;
    const headRule = head.rule && this.rule(head.rule);
    if (after === 'allow') {
      const executed = recording.executedAt !== undefined;
      const regret = Number(executed && wentWrong(recording.outcome));
      totals.newlyAllowed++;
      totals.newlyAllowedExecuted += Number(executed);
      totals.regret += regret;
      if (headRule) {
        headRule.newlyAllowed++;
        headRule.newlyAllowedWentWrong += regret;
      }
      if (base!.rule) {
        const baseRule = this.rule(base!.rule);
        baseRule.released++;
        baseRule.releasedWentWrong += regret;
      }
    } else if (after === 'require_approval') {
      totals.newlyGated++;
      if (headRule) {
        headRule.newlyGated++;
      }
    } else {
      totals.newlyDenied++;
      if (headRule) {
        headRule.newlyDenied++;
      }
    }
  }

  private minutesOf({ reviews }: Recording): number | undefined {
    return reviews.length > 0
      ? reviews.reduce((sum, review) => sum + review.minutes, 0) / reviews.length
      : this.reviewMinutes;
  }

  private rule({ policy, rule }: RuleRef): RuleTotals {
    const key = `${policy} ${rule}`;
    let totals = this.rules.get(key);
    if (!totals) {
      totals = {
        policy,
        rule,
        decided: 0,
        decidedBefore: 0,
        newlyAllowed: 0,
        newlyAllowedWentWrong: 0,
        newlyGated: 0,
        newlyDenied: 0,
        released: 0,
        releasedWentWrong: 0,
      };
      this.rules.set(key, totals);
    }
    return totals;
  }
}

function emptyTotals(): ReplayTotals {
  return {
    matrix: emptyMatrix(),
    changed: 0,
    unchanged: 0,
    levelChanged: 0,
    newlyAllowed: 0,
    newlyAllowedExecuted: 0,
    regret: 0,
    newlyGated: 0,
    newlyDenied: 0,
    toilReviews: 0,
    toilMinutes: 0,
    allowed: 0,
    approvalsAsked: 0,
    askedWentWrong: 0,
    denied: 0,
    deniedWentWrong: 0,
    wentWrong: 0,
    noOutcome: 0,
    unknown: 0,
    fallback: 0,
  };
}

function emptyMatrix(): DecisionMatrix {
  const row = () => ({ allow: 0, require_approval: 0, deny: 0 });
  return { allow: row(), require_approval: row(), deny: row() };
}

/** By UTF-16 code units: the same order in every locale. */
function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
