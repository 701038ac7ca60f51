import { createCodes } from './Codes';
import { SPELLINGS, type InstantColumn } from './Column';

/** Collects the instants of one part. */
export class InstantsBuilder {
  private millis = new Float64Array(1024);
  private spellings = new Uint8Array(1024);
  private readonly texts = new Map<number, string>();
  private length = 0;
  private isPlain = true;

  push(text: string | undefined): void {
    const row = this.length++;
    if (row === this.millis.length) {
      this.grow();
    }
    if (text === undefined) {
      this.millis[row] = NaN;
      return;
    }
    const millis = Date.parse(text);
    const spelling = spellingOf(text, millis);
    this.millis[row] = millis;
    if (spelling !== SPELLINGS.milliseconds) {
      this.spellings[row] = spelling;
      this.isPlain = false;
      if (spelling === SPELLINGS.other) {
        this.texts.set(row, text);
      }
    }
  }

  finish(): InstantColumn {
    const rows = this.length;
    const millis = this.millis.subarray(0, rows);
    const values = distinctOf(millis);
    // What is no instant although it has a text is one more value, at the end.
    const hasNone = [...this.texts.keys()].some(row => Number.isNaN(millis[row]));
    const codes = createCodes(rows, values.length + 1);
    let last = 1;
    for (let row = 0; row < rows; row++) {
      const value = millis[row]!;
      if (Number.isNaN(value)) {
        codes[row] = this.texts.has(row) ? values.length : 0;
      } else {
        // Rows mostly stand in the order of time: the next rank is often the right one.
        if (values[last] !== value) {
          last = values[last + 1] === value ? last + 1 : rankOf(value, values);
        }
        codes[row] = last;
      }
    }
    return {
      kind: 'instants',
      codes,
      values: hasNone ? withNone(values) : values,
      ...(!this.isPlain && { spellings: this.spellings.slice(0, rows) }),
      texts: this.texts,
    };
  }

  private grow(): void {
    const capacity = Math.ceil(this.millis.length * 1.5);
    const millis = new Float64Array(capacity);
    millis.set(this.millis);
    this.millis = millis;
    const spellings = new Uint8Array(capacity);
    spellings.set(this.spellings);
    this.spellings = spellings;
  }
}

/** NaN, then the distinct instants, ascending. */
function distinctOf(millis: Float64Array): Float64Array {
  const sorted = Float64Array.from(millis).sort();
  const values = new Float64Array(sorted.length + 1);
  values[0] = NaN;
  let count = 1;
  // NaN sorts last.
  for (let at = 0; at < sorted.length && !Number.isNaN(sorted[at]); at++) {
    if (count === 1 || values[count - 1] !== sorted[at]) {
      values[count++] = sorted[at]!;
    }
  }
  return values.slice(0, count);
}

function withNone(values: Float64Array): Float64Array {
  const longer = new Float64Array(values.length + 1).fill(NaN);
  longer.set(values);
  return longer;
}

/** The place of a value that is among the sorted ones. */
function rankOf(value: number, values: Float64Array): number {
  let low = 1;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The schema knows no other zone than UTC, so two spellings are nearly all there are. */
function spellingOf(text: string, millis: number): number {
  if (Number.isNaN(millis)) {
    return SPELLINGS.other;
  }
  const usual = new Date(millis).toISOString();
  if (text === usual) {
    return SPELLINGS.milliseconds;
  }
  return text === `${usual.slice(0, -5)}Z` && usual.endsWith('.000Z')
    ? SPELLINGS.seconds
    : SPELLINGS.other;
}
