import type { OutcomeStatus, Recording, RuleRef } from '@countersign/model';
import type {
  DecisionMatrix,
  ReplayRow,
  ReplayTotals,
  RowDecision,
  RuleTotals,
} from './ReplayResult';

/** Rows that count alike. */
export interface CountedRow {
  readonly base?: RowDecision;
  readonly head: RowDecision;
  readonly unknown: boolean;
  /** How many reviews each side asks for at least. */
  readonly reviews: { readonly base: number; readonly head: number };
  readonly executed: boolean;
  /** Absent when no outcome is on record. */
  readonly status?: OutcomeStatus;
}

const MILLISECONDS = 60_000;

/** The mean of some minutes in whole milliseconds: sums of those are exact, in whatever order. */
export function meanMilliseconds(minutes: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < minutes.length; at++) {
    sum += minutes[at]!;
  }
  return Math.round((sum / minutes.length) * MILLISECONDS);
}

/** Reviews that the head asks of people and the base did not. */
export function toilOf(
  base: RowDecision,
  head: RowDecision,
  reviews: CountedRow['reviews'],
): number {
  return head.decision === 'require_approval'
    ? Math.max(0, reviews.head - (base.decision === head.decision ? reviews.base : 0))
    : 0;
}

/**
 * Adds rows up, one or many at a time. What each sum means stands at {@link ReplayTotals}; engines
 * share this so that they can differ in how they decide and never in how they count.
 */
export class TotalsCounter {
  private readonly totals = emptyTotals();
  private readonly rules = new Map<string, RuleTotals>();
  private readonly reviewMilliseconds: number;
  private toilMilliseconds = 0;

  /** @param reviewMinutes what a review is taken to cost where the recording has none. */
  constructor(reviewMinutes: number | undefined) {
    this.reviewMilliseconds = meanMilliseconds([reviewMinutes ?? 0]);
  }

  /** @param reviews how many reviews each side asks for at least. */
  add(row: ReplayRow, recording: Recording, reviews: CountedRow['reviews']): void {
    const { base, head, unknown = false } = row;
    const { executedAt, outcome } = recording;
    const executed = executedAt !== undefined;
    const status = outcome && { status: outcome.status };
    this.addMany({ ...(base && { base }), head, unknown, reviews, executed, ...status }, 1);
    if (base && recording.reviews.length > 0) {
      const minutes = recording.reviews.map(review => review.minutes);
      this.replaceToil(toilOf(base, head, reviews), meanMilliseconds(minutes));
    }
  }

  /** Adds so many rows that count alike, each of their reviews at the median. */
  addMany(row: CountedRow, many: number): void {
    this.count(row, many);
    if (row.base) {
      this.compare({ ...row, base: row.base }, many);
    }
  }

  /** Takes so many reviews that were added at what is on record for their row instead. */
  replaceToil(reviews: number, milliseconds: number): void {
    this.toilMilliseconds += reviews * (milliseconds - this.reviewMilliseconds);
  }

  finish(): { totals: ReplayTotals; byRule: RuleTotals[] } {
    const byRule = [...this.rules.values()].sort(
      (a, b) => compareText(a.policy, b.policy) || compareText(a.rule, b.rule),
    );
    const toilMinutes = this.toilMilliseconds / MILLISECONDS;
    return { totals: { ...this.totals, toilMinutes }, byRule };
  }

  private count({ base, head, unknown, status }: CountedRow, many: number): void {
    const { totals } = this;
    const wrong = wentWrong(status) ? many : 0;
    totals.wentWrong += wrong;
    totals.noOutcome += status === undefined || status === 'unknown' ? many : 0;
    totals.unknown += unknown ? many : 0;
    switch (head.decision) {
      case 'allow':
        totals.allowed += many;
        break;
      case 'require_approval':
        totals.approvalsAsked += many;
        totals.askedWentWrong += wrong;
        break;
      case 'deny':
        totals.denied += many;
        totals.deniedWentWrong += wrong;
        break;
    }
    if (head.rule) {
      this.rule(head.rule).decided += many;
    } else {
      totals.fallback += many;
    }
    if (base?.rule) {
      this.rule(base.rule).decidedBefore += many;
    }
  }

  private compare(row: CountedRow & { base: RowDecision }, many: number): void {
    const { totals } = this;
    const { base, head, unknown, reviews, executed, status } = row;
    const before = base.decision;
    const after = head.decision;
    totals.matrix[before][after] += many;
    totals.levelChanged += base.level !== head.level ? many : 0;
    const more = toilOf(base, head, reviews) * many;
    totals.toilReviews += more;
    this.toilMilliseconds += more * this.reviewMilliseconds;
    if (before === after) {
      totals.unchanged += unknown ? 0 : many;
      return;
    }
    totals.changed += many;
    const headRule = head.rule && this.rule(head.rule);
    if (after === 'allow') {
      const regret = executed && wentWrong(status) ? many : 0;
      totals.newlyAllowed += many;
      totals.newlyAllowedExecuted += executed ? many : 0;
      totals.regret += regret;
      if (headRule) {
        headRule.newlyAllowed += many;
        headRule.newlyAllowedWentWrong += regret;
      }
      if (base.rule) {
        const baseRule = this.rule(base.rule);
        baseRule.released += many;
        baseRule.releasedWentWrong += regret;
      }
    } else if (after === 'require_approval') {
      totals.newlyGated += many;
      if (headRule) {
        headRule.newlyGated += many;
      }
    } else {
      totals.newlyDenied += many;
      if (headRule) {
        headRule.newlyDenied += many;
      }
    }
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

function wentWrong(status: OutcomeStatus | undefined): boolean {
  return status === 'failed' || status === 'rolled_back';
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
