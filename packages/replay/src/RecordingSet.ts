import type { Recording } from '@countersign/model';

/** Recordings that are replayed together. */
export interface RecordingSet {
  readonly name: string;
  readonly recordings: readonly Recording[];
  /**
   * Median of all recorded review minutes: what a review is taken to cost where none was recorded.
   * Absent when the set holds no review at all.
   */
  readonly reviewMinutesMedian?: number;
}

/** Makes a set; reads every recording once. */
export function createRecordingSet(options: {
  name: string;
  recordings: readonly Recording[];
}): RecordingSet {
  const minutes = options.recordings.flatMap(recording => recording.reviews.map(r => r.minutes));
  const reviewMinutesMedian = median(minutes);
  return Object.freeze({
    name: options.name,
    recordings: options.recordings,
    ...(reviewMinutesMedian !== undefined && { reviewMinutesMedian }),
  });
}

/** The middle value, or the mean of the two middle ones; `undefined` for none. */
export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) {
    return undefined;
  }
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
