import type { Codes } from '../kernels/Kernels';

/** One code per row for what the rows have in common, in the kernels' memory. */
export interface PartCodes {
  readonly codes: Codes;
  /** Codes are below it. */
  readonly count: number;
  /** A row that has each code; {@link NO_ROW} for codes that no row has. */
  readonly first: Uint32Array;
}

export const NO_ROW = 0xffff_ffff;
