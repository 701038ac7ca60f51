import type { Recording } from '@countersign/model';
import type { Columns } from './columns/Columns';
import type { Recordings } from './columns/Recordings';
import { columnsOf } from './columns/columnsOf';

/** Recordings that are replayed together. */
export interface RecordingSet {
  readonly name: string;
  /** Not to be changed, nor what they are made of. */
  readonly recordings: Recordings;
  /**
   * The same in columns. Of a set that was made of recordings they are built when they are first asked
   * for, which costs some ten microseconds for each.
   */
  readonly columns: Columns;
  /** Whether the set was made of columns. */
  readonly isColumnar: boolean;
  /**
   * Median of all recorded review minutes: what a review is taken to cost where none was recorded.
   * Absent when the set holds no review at all.
   */
  readonly reviewMinutesMedian?: number;
}

/** Makes a set of recordings, each of which is read once, or of columns. */
export function createRecordingSet(
  options: {
    name: string;
    /** Taken instead of the median of these recordings, as for a part of a larger set. */
    reviewMinutesMedian?: number;
  } & ({ recordings: Recordings } | { columns: Columns }),
): RecordingSet {
  const { name } = options;
  const given = 'columns' in options ? options.columns : undefined;
  const recordings = 'columns' in options ? recordingsOf(options.columns) : options.recordings;
  const reviewMinutesMedian =
    options.reviewMinutesMedian ?? median(given?.reviews.minutes ?? minutesOf(recordings));
  return Object.freeze({
    name,
    recordings,
    isColumnar: given !== undefined,
    get columns() {
      return given ?? columnsOf(recordings);
    },
    ...(reviewMinutesMedian !== undefined && { reviewMinutesMedian }),
  });
}

function recordingsOf(columns: Columns): Recordings {
  return {
    length: columns.rows,
    at: index => {
      const row = index < 0 ? index + columns.rows : index;
      return row >= 0 && row < columns.rows ? columns.recordingAt(row) : undefined;
    },
    *[Symbol.iterator]() {
      for (let row = 0; row < columns.rows; row++) {
        yield columns.recordingAt(row);
      }
    },
  };
}

function minutesOf(recordings: Iterable<Recording>): number[] {
  const minutes: number[] = [];
  for (const { reviews } of recordings) {
    reviews.forEach(review => minutes.push(review.minutes));
  }
  return minutes;
}

/** The middle value, or the mean of the two middle ones; `undefined` for none. */
export function median(values: ArrayLike<number>): number | undefined {
  if (values.length === 0) {
    return undefined;
  }
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export { columnsOf } from './columns/columnsOf';
