import type { RecordingSet } from '../RecordingSet';

const WEEK = 7 * 86_400_000;

/**
 * Weeks of 7 days from the first recording to the last; at least one, so that a busy hour is not
 * taken for a busy week.
 */
export function weeksOf({ recordings }: RecordingSet): number {
  let first = Infinity;
  let last = -Infinity;
  for (const { at } of recordings) {
    const time = Date.parse(at);
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return Math.max(1, recordings.length === 0 ? 1 : (last - first) / WEEK);
}
