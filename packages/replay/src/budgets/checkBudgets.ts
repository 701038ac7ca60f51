import { formatCount, formatNumber } from '../describe/format';
import { isCompared } from '../describe/words';
import type { ReplayResult } from '../engine/ReplayResult';
import type { RecordingSet } from '../RecordingSet';
import { recordedSpan } from './recordedSpan';

/** What a change of policy may cost at most. Only what is given is checked. */
export interface ReplayBudget {
  /** Recordings newly allowed, executed, and gone wrong. */
  readonly maxRegret?: number;
  /** Hours of newly asked reviews in a week, on average over the weeks of the recordings. */
  readonly maxToil?: number;
  /** Newly asked reviews in a week, on average over the weeks of the recordings. */
  readonly maxReviews?: number;
  /** Recordings that the head cannot judge, in percent of all. */
  readonly maxUnknown?: number;
}

/** How one budget fared. */
export interface BudgetFinding {
  readonly budget: keyof ReplayBudget;
  readonly limit: number;
  /** In the budget's unit; absent where it cannot be told. */
  readonly actual?: number;
  readonly ok: boolean;
  /** One sentence: what it came to, and by how much that is too much. */
  readonly message: string;
}

/**
 * Holds a replay against a budget. A number that cannot be told exceeds any budget, for a budget that
 * passes because nothing was looked at would be worse than none: no recordings, nothing to compare with,
 * reviews without a known duration.
 */
export function checkBudgets(
  result: ReplayResult,
  set: RecordingSet,
  budget: ReplayBudget,
): BudgetFinding[] {
  const { total, totals } = result;
  const weeks = recordedSpan(set)?.weeks ?? 1;
  const noBase = isCompared(result)
    ? undefined
    : 'there is nothing to compare with: give a base, or a history';
  const noTimes =
    totals.toilReviews > 0 && result.reviewMinutesMedian === undefined
      ? `${formatCount(totals.toilReviews, 'review')} would be newly asked and no recording says how long one takes: limit the reviews instead`
      : undefined;
  const over = `a week, over ${formatCount(Math.round(weeks * 10) / 10, 'week')}`;

  const measures: readonly Measure[] = [
    {
      budget: 'maxRegret',
      name: 'Regret',
      actual: totals.regret,
      unit: 'newly allowed and gone wrong',
      unjudged: noBase,
    },
    {
      budget: 'maxToil',
      name: 'Toil',
      actual: totals.toilMinutes / 60 / weeks,
      unit: `hours ${over}`,
      unjudged: noBase ?? noTimes,
    },
    {
      budget: 'maxReviews',
      name: 'Newly asked reviews',
      actual: totals.toilReviews / weeks,
      unit: over,
      unjudged: noBase,
    },
    {
      budget: 'maxUnknown',
      name: 'Unknown',
      actual: (100 * totals.unknown) / total,
      unit: '% of the recordings',
    },
  ];
  return measures.flatMap(measure => {
    const limit = budget[measure.budget];
    const unjudged = total === 0 ? 'the set holds no recordings' : measure.unjudged;
    return limit === undefined ? [] : [judge(measure, limit, unjudged)];
  });
}

interface Measure {
  readonly budget: keyof ReplayBudget;
  readonly name: string;
  readonly actual: number;
  readonly unit: string;
  /** Why the number says nothing. */
  readonly unjudged?: string | undefined;
}

function judge(
  { budget, name, actual, unit }: Measure,
  limit: number,
  unjudged: string | undefined,
): BudgetFinding {
  if (unjudged !== undefined) {
    const message = `${name} cannot be told, so its budget of ${amount(limit)} counts as exceeded: ${unjudged}.`;
    return { budget, limit, ok: false, message };
  }
  const ok = actual <= limit;
  const verdict = ok
    ? `within the budget of ${amount(limit)}`
    : `${amount(actual - limit)} more than the budget of ${amount(limit)}`;
  return {
    budget,
    limit,
    actual,
    ok,
    message: `${name}: ${amount(actual)} ${unit}, ${verdict}.`,
  };
}

/** A whole number as it is; else enough digits that a small excess does not read as none. */
function amount(value: number): string {
  if (Number.isInteger(value)) {
    return formatNumber(value);
  }
  return value >= 100 ? formatNumber(Math.round(value)) : String(Number(value.toPrecision(3)));
}
