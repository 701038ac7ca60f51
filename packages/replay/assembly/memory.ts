/**
 * Where things lie in the first page of memory, which belongs to the kernels; the arena begins after it.
 * `WasmKernels.ts` writes the addresses of output bitmaps here and must agree.
 */

/** Addresses of up to 16 bitmaps. */
export const PLANES: usize = 0;
/** The last, incomplete step of rows, filled up with zeros: 128 codes of up to 4 bytes. */
export const LAST_STEP: usize = 64;
/** Runs of codes: first code and how many follow it, 4 bytes each. */
export const RUNS: usize = 1024;
/** Groups of 16 entries of a table that are not all zero: their entries, 16 bytes each. */
export const GROUPS: usize = 2048;
/** The first code of each such group, 16 times, so that it loads as a register. */
export const GROUP_STARTS: usize = 2304;
/** Halves of packed rows: 128 low bytes, 128 high bytes. */
export const HALVES: usize = 2560;
/** The last, incomplete step of packed rows. */
export const LAST_PACKED: usize = 2816;
/** Three more sets of counts, so that equal neighbours do not wait for each other. */
export const COUNTS: usize = 4096;
/** How many counts each of them has at most. */
export const COUNTS_LENGTH: u32 = 4096;

/** Address of an output bitmap. */
export function plane(index: u32): usize {
  return load<u32>(PLANES + ((<usize>index) << 2));
}

/** Copies the last rows where the steps can read 128 of them. Their number is below 128. */
export function padLastStep(codes: usize, rows: u32, widthBits: u32): usize {
  memory.fill(LAST_STEP, 0, (<usize>128) << widthBits);
  memory.copy(LAST_STEP, codes, (<usize>rows) << widthBits);
  return LAST_STEP;
}

/** Clears the bits of a bitmap's last step that stand for no row. `rows` is 1 to 127. */
export function clearBeyond(bits: usize, rows: u32): void {
  const low: u64 = rows >= 64 ? ~0 : ((<u64>1) << rows) - 1;
  const high: u64 = rows > 64 ? ((<u64>1) << (rows - 64)) - 1 : 0;
  store<u64>(bits, load<u64>(bits) & low);
  store<u64>(bits, load<u64>(bits, 8) & high, 8);
}
