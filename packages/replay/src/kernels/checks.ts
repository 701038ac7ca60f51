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
