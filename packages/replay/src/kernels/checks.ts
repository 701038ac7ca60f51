import { ROWS_PER_STEP, bitmapWords } from './bitmapWords';

/** What is wrong with an array, if anything; kernels would write into its neighbours otherwise. */
export function checkLength(array: { readonly length: number }, least: number): void {
  if (array.length < least) {
    throw new RangeError(`An array of ${array.length} entries is too short: ${least} are needed.`);
  }
}

/** A bitmap must have room for the rows. */
export function checkBitmap(bits: Uint32Array, rows: number): void {
  checkLength(bits, bitmapWords(rows));
}

/** A bitmap that is worked on by whole words must be a whole number of steps. */
export function checkSteps(bits: Uint32Array): void {
  if (bits.length % (ROWS_PER_STEP / 32) !== 0) {
    throw new RangeError(`A bitmap has a multiple of 4 words, not ${bits.length}.`);
  }
}

/** The inputs must have as many words as the output, and that must be a whole number of steps. */
export function checkOperands(a: Uint32Array, b: Uint32Array, out: Uint32Array): void {
  checkSteps(out);
  checkLength(a, out.length);
  checkLength(b, out.length);
}

/** At most so many bitmaps, each with room for the rows. */
export function checkPlanes(planes: readonly Uint32Array[], rows: number, most: number): void {
  if (planes.length > most) {
    throw new RangeError(`${most} bitmaps at most go together, not ${planes.length}.`);
  }
  for (const plane of planes) {
    checkBitmap(plane, rows);
  }
}
