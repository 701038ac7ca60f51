import type { Recording } from '@countersign/model';

type Review = Recording['reviews'][number];

/** Reviews of the rows that have any: most have none. */
export interface ReviewColumns {
  /** The rows that have reviews, ascending. */
  readonly rows: Uint32Array;
  /** Where the reviews of each of these rows begin; one more than there are rows. */
  readonly offsets: Uint32Array;
  /** Code of each review's reviewer in `people`. */
  readonly by: Uint32Array;
  readonly people: readonly string[];
  /** 1 for approve, 0 for refuse. */
  readonly approves: Uint8Array;
  /** Minutes that each review took. */
  readonly minutes: Float64Array;
}

/** Collects reviews, row after row. */
export class ReviewsBuilder {
  private row = 0;
  private readonly rows: number[] = [];
  private readonly offsets: number[] = [0];
  private readonly by: number[] = [];
  private readonly approves: number[] = [];
  private readonly minutes: number[] = [];
  private readonly people = new Map<string, number>();

  push(reviews: readonly Review[]): void {
    for (const { by, vote, minutes } of reviews) {
      let code = this.people.get(by);
      if (code === undefined) {
        code = this.people.size;
        this.people.set(by, code);
      }
      this.by.push(code);
      this.approves.push(Number(vote === 'approve'));
      this.minutes.push(minutes);
    }
    if (reviews.length > 0) {
      this.rows.push(this.row);
      this.offsets.push(this.by.length);
    }
    this.row++;
  }

  finish(): ReviewColumns {
    return {
      rows: Uint32Array.from(this.rows),
      offsets: Uint32Array.from(this.offsets),
      by: Uint32Array.from(this.by),
      people: [...this.people.keys()],
      approves: Uint8Array.from(this.approves),
      minutes: Float64Array.from(this.minutes),
    };
  }
}

/** The reviews of a row. Costs a binary search. */
export function reviewsAt(reviews: ReviewColumns, row: number): Review[] {
  const place = placeOf(reviews.rows, row);
  if (place === undefined) {
    return [];
  }
  const result: Review[] = [];
  for (let at = reviews.offsets[place]!; at < reviews.offsets[place + 1]!; at++) {
    result.push({
      by: reviews.people[reviews.by[at]!]!,
      vote: reviews.approves[at] === 1 ? 'approve' : 'refuse',
      minutes: reviews.minutes[at]!,
    });
  }
  return result;
}

function placeOf(rows: Uint32Array, row: number): number | undefined {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! < row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return rows[low] === row ? low : undefined;
}
