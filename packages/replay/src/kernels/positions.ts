import { type Bitmap } from './Kernels';

/**
 * Writes the rows whose bit is set into `out`, ascending, from row `from` on, until it is full. Costs
 * one step per word and one per row written.
 *
 * @returns how many were written.
 */
export function positions(bits: Bitmap, from: number, out: Uint32Array): number {
  let written = 0;
  let index = from >>> 5;
  let word = index < bits.length ? bits[index]! & (-1 << (from & 31)) : 0;
  while (index < bits.length) {
    while (word !== 0) {
      if (written === out.length) {
        return written;
      }
      out[written++] = index * 32 + (31 - Math.clz32(word & -word));
      word &= word - 1;
    }
    // As a signed integer: its negative would be a double otherwise.
    word = (bits[++index] ?? 0) | 0;
  }
  return written;
}
