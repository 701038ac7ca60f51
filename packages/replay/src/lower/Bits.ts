import type { Bitmap } from '../kernels/Kernels';

/** What a condition comes to, row by row: true, an error, or else false. */
export interface Bits {
  readonly truth: Bitmap;
  /** Absent where no row has an error. No bit is set in both. */
  readonly error: Bitmap | undefined;
}
