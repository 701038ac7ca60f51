import { bitmapWords } from './bitmapWords';
import { checkBitmap, checkOperands } from './checks';
import { type Bitmap } from './Kernels';

/** What both implementations leave to the engine's own loops, which are as fast as any. */

/** `out = a`, over the length of `out`. */
export function copyBitmap(a: Bitmap, out: Bitmap): void {
  checkOperands(a, a, out);
  out.set(a.length === out.length ? a : a.subarray(0, out.length));
}

/** The same bit for all the rows there are. */
export function fillBitmap(out: Bitmap, rows: number, bit: 0 | 1): void {
  checkBitmap(out, rows);
  out.fill(-bit, 0, rows >>> 5);
  finishBitmap(out, rows, -bit & lastMask(rows));
}

/** Writes the last, incomplete word, and clears what lies behind it. */
export function finishBitmap(bitmap: Bitmap, rows: number, word: number): void {
  const whole = rows >>> 5;
  const words = bitmapWords(rows);
  if (whole < words) {
    bitmap[whole] = word;
    bitmap.fill(0, whole + 1, words);
  }
}

/** The bits of the last, incomplete word that stand for rows; none where it is complete. */
export function lastMask(rows: number): number {
  return (1 << (rows & 31)) - 1;
}
