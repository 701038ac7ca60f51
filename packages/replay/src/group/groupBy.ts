import type { ReplayResult, ReplayTotals } from '../engine/ReplayResult';
import { TotalsCounter } from '../engine/TotalsCounter';
import type { RecordingSet } from '../RecordingSet';
import { groupValue, type GroupKey } from './GroupKey';
import { reviewsOf } from './reviewsOf';

/** Recordings that have something in common, with the sums of a replay over them alone. */
export interface ReplayGroup {
  /** One for each key, in the keys' order. */
  readonly values: readonly string[];
  /** Recordings in it. */
  readonly total: number;
  readonly totals: Readonly<ReplayTotals>;
}

/** The groups of a replay by one key or several at once. */
export interface ReplayGrouping {
  readonly by: readonly GroupKey[];
  /** Sorted by their values. Their numbers add up to the replay's. */
  readonly groups: readonly ReplayGroup[];
}

/**
 * The sums of a replay for each group of its recordings: of a service, a team, an agent, an action
 * type, a level, a week, or of several of these together, such as a team's week.
 */
export function groupBy(
  result: ReplayResult,
  set: RecordingSet,
  by: readonly GroupKey[],
): ReplayGrouping {
  return groupByEach(result, set, [by])[0]!;
}

/** {@link groupBy} for several groupings in one pass: a recording is looked up once. */
export function groupByEach(
  result: ReplayResult,
  set: RecordingSet,
  groupings: readonly (readonly GroupKey[])[],
): ReplayGrouping[] {
  const found = groupings.map(by => ({ by, groups: new Map<string, OpenGroup>() }));
  for (const row of result.rows) {
    const recording = set.recordings.at(row.index)!;
    const reviews = reviewsOf(row);
    for (const { by, groups } of found) {
      const values = by.map(key => groupValue(key, row, recording));
      const name = values.join('\u0000');
      let group = groups.get(name);
      if (!group) {
        group = { values, total: 0, counter: new TotalsCounter(set.reviewMinutesMedian) };
        groups.set(name, group);
      }
      group.total++;
      group.counter.add(row, recording, reviews);
    }
  }
  return found.map(({ by, groups }) => ({
    by,
    groups: [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { values, total, counter }]) => ({
        values,
        total,
        totals: counter.finish().totals,
      })),
  }));
}

interface OpenGroup {
  readonly values: readonly string[];
  total: number;
  readonly counter: TotalsCounter;
}
