import { type Arena } from './Arena';

/** One code per row into a dictionary of distinct values. */
export type Codes = Uint8Array | Uint16Array | Uint32Array;

/**
 * One bit per row: the one of row `r` is bit `r & 31` of word `r >>> 5`. It has
 * {@link bitmapWords | bitmapWords(rows)} words, and bits beyond its rows are always 0.
 */
export type Bitmap = Uint32Array;

/**
 * The only code that loops over rows. There are two implementations with one meaning, so a result
 * never depends on which of them ran.
 *
 * *Arrays.* Every array handed to a method comes from {@link Kernels.arena}: whole, or the part of one
 * (`subarray`) that begins at a multiple of 128 rows. Long work is best done in blocks of 32,768 rows,
 * so that the bitmaps in use stay in the processor's cache. An output may be one of the inputs, but
 * must not overlap them otherwise.
 *
 * *Mistakes.* Arrays that are too short for the rows, or foreign, are the programmer's mistake and
 * throw a RangeError. Codes are not looked at one by one: a code beyond its table is not found out and
 * gives an unspecified result.
 *
 * *Cost.* Stated with each method as WebAssembly / JavaScript, in nanoseconds per row: what
 * the best of many runs over 1,000,000 rows took on one core of a 2.5 GHz Xeon (`npm run bench -- kernels`
 * prints yours). A call itself costs below 1 µs.
 */
export interface Kernels {
  readonly name: 'javascript' | 'wasm-simd';
  readonly arena: Arena;

  /**
   * Asks a table about every row's code: `truth[r]` is bit 0 of `table[codes[r]]`, `error[r]` bit 1.
   * So 0 is false, 1 true and 2 an error.
   *
   * Cost: 0.05 to 0.3 / 2.5 where the codes of true entries are a few runs, or all below some 200 and
   * of one byte; else 0.5 to 0.8 / 2.5.
   *
   * @param table - One entry per code; the shorter, the faster. It needs no more entries than the
   *   dictionary has.
   * @param error - May be left out where no entry has bit 1.
   * @returns whether any row's error bit is set.
   */
  lookUp(
    codes: Codes,
    rows: number,
    table: Uint8Array,
    truth: Bitmap,
    error: Bitmap | undefined,
  ): boolean;

  /**
   * Asks up to eight tables over the same codes at once: `bitmaps[k][r]` is bit `k` of
   * `table[codes[r]]`. Cost: 0.4 to 0.8 / 5 to 10 for eight, so it pays from two tables on.
   */
  lookUpEach(codes: Codes, rows: number, table: Uint8Array, bitmaps: readonly Bitmap[]): void;

  /**
   * `truth[r] = from <= codes[r] && codes[r] < to`. Both bounds are whole, 0 to 2³².
   * Cost: 0.05 to 0.2 by the codes' width / 2.5.
   */
  range(codes: Codes, rows: number, from: number, to: number, truth: Bitmap): void;

  /** `out = a & b`, over the length of `out`. Cost of each of these: 0.005 / 0.04. */
  and(a: Bitmap, b: Bitmap, out: Bitmap): void;
  /** `out = a | b`, over the length of `out`. */
  or(a: Bitmap, b: Bitmap, out: Bitmap): void;
  /** `out = a & ~b`, over the length of `out`. */
  andNot(a: Bitmap, b: Bitmap, out: Bitmap): void;
  /** `out = ~a` for the rows there are. */
  not(a: Bitmap, rows: number, out: Bitmap): void;
  /** `out = a`, over the length of `out`. */
  copy(a: Bitmap, out: Bitmap): void;
  /** The same bit for all the rows there are. */
  fill(out: Bitmap, rows: number, bit: 0 | 1): void;

  /** Whether no bit is set. Stops at the first that is. Cost: 0.006 / 0.1 at most. */
  isEmpty(bits: Bitmap): boolean;
  /** How many bits are set. Cost: 0.015 / 0.08. */
  count(bits: Bitmap): number;
  /** How many bits are set in both. */
  countAnd(a: Bitmap, b: Bitmap): number;
  /**
   * Writes the numbers of the rows whose bit is set, ascending, from row `from` on, until `out` is
   * full. Cost: 0.1 for every row, 3 for each that is written.
   *
   * @returns how many were written. Where that is all of `out`, more may follow the last one.
   */
  positions(bits: Bitmap, from: number, out: Uint32Array): number;

  /**
   * `codes[r] |= value` where the bit is set. Cost: 0.3 / 2 for codes of two bytes, 0.5 / 4 for four;
   * 0.06 / 0.2 where few bits are set.
   */
  mark(bits: Bitmap, rows: number, value: number, codes: Uint16Array | Uint32Array): void;

  /**
   * Turns bitmaps into one number per row: bit `k` of `codes[r]` is the bit of `planes[k]`, further
   * bits are 0. Cost: 0.35 / 11 to 25 up to eight planes, then 0.7 / 11 to 25.
   *
   * @param planes - At most 16.
   */
  pack(planes: readonly Bitmap[], rows: number, codes: Uint16Array): void;

  /** `out[r] = a[r] * width + b[r]`; what exceeds 16 bits is lost. Cost: 0.3 / 2. */
  pair(a: Uint16Array, b: Uint16Array, rows: number, width: number, out: Uint16Array): void;

  /** `out[r] = table[codes[r]]`. Cost: 0.5 / 2. */
  translate(codes: Codes, rows: number, table: Uint16Array, out: Uint16Array): void;

  /**
   * The first row that has each code: `first[c]` is the smallest `r` with `codes[r] === c`. Entries of
   * codes that no row has keep what they were. Cost: 0.7 / 1.5.
   */
  firstRows(codes: Codes, rows: number, first: Uint32Array): void;

  /**
   * `counts[a[r] * width + b[r]]++` for every row; `counts` is added to, not cleared. Cost: 1.5 / 2.6.
   */
  histogram(a: Uint16Array, b: Uint16Array, rows: number, width: number, counts: Uint32Array): void;

  /**
   * `sums[codes[r]] += values[r]`, strictly in the order of the rows, so that rounding is the same
   * everywhere. Cost: 2.8 / 2.8, the wait for one addition after the other.
   */
  sum(codes: Uint16Array, rows: number, values: Float64Array, sums: Float64Array): void;
}
