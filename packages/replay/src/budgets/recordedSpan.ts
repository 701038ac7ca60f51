import type { RecordingSet } from '../RecordingSet';

const WEEK = 7 * 86_400_000;

/** From when to when a set's recordings are. */
export interface RecordedSpan {
  /** Instant of the earliest. */
  readonly first: string;
  /** Instant of the latest. */
  readonly last: string;
  /** Weeks of 7 days between the two; at least one, so that a busy hour is not taken for a busy week. */
  readonly weeks: number;
}

/** The span of a set; `undefined` for an empty one. */
export function recordedSpan({ recordings }: RecordingSet): RecordedSpan | undefined {
  let first = Infinity;
  let last = -Infinity;
  for (const { at } of recordings) {
    const time = Date.parse(at);
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return recordings.length === 0
    ? undefined
    : {
        first: new Date(first).toISOString(),
        last: new Date(last).toISOString(),
        weeks: Math.max(1, (last - first) / WEEK),
      };
}
