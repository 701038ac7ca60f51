import { ROWS_PER_STEP, bitmapWords } from './bitmapWords';
import { type Bitmap, type Codes } from './Kernels';

/** Rows per block: 16 KB of widened codes and 4 KB of values stay in a core's first cache. */
export const BLOCK_ROWS = 4_096;

/** A byte of 1 to a bit each, gathered in the highest four: 2²⁸ + 2²¹ + 2¹⁴ + 2⁷. */
const FOUR_BITS = 0x10204080;

/**
 * How `JsKernels` goes through rows: block by block, codes of every width widened to four bytes. A
 * loop that sees typed arrays of three kinds is compiled for all of them and runs four times slower;
 * widening costs a tenth of that. What a block's rows come to is a byte per row first, then bits.
 *
 * Bytes are read as words in little-endian order, which is that of all machines with a browser or Node.
 */
export class JsBlocks {
  readonly #wide = new Uint32Array(BLOCK_ROWS);
  /** A byte for each of the block's rows. */
  readonly values = new Uint8Array(BLOCK_ROWS);
  readonly #words = new Uint32Array(this.values.buffer);

  /** The codes of the block that begins at a row; they hold until the next call. */
  at(codes: Codes, start: number, rows: number): Uint32Array {
    const block = codes.subarray(start, Math.min(rows, start + BLOCK_ROWS));
    if (block instanceof Uint32Array) {
      return block;
    }
    this.#wide.set(block);
    return block.length === BLOCK_ROWS ? this.#wide : this.#wide.subarray(0, block.length);
  }

  /** Clears the values behind the last row, up to the next whole step. */
  clearBeyond(length: number): void {
    this.values.fill(0, length, Math.ceil(length / ROWS_PER_STEP) * ROWS_PER_STEP);
  }

  /** Writes one bit of each of the block's values into a bitmap. */
  store(bit: number, start: number, length: number, bitmap: Bitmap): void {
    storeBits(this.#words, bit, bitmapWords(length), bitmap, start >>> 5);
  }
}

function storeBits(
  values: Uint32Array,
  bit: number,
  count: number,
  bitmap: Bitmap,
  first: number,
): void {
  for (let index = 0; index < count; index++) {
    const at = index << 3;
    bitmap[first + index] =
      four(values[at]!, bit) |
      (four(values[at + 1]!, bit) << 4) |
      (four(values[at + 2]!, bit) << 8) |
      (four(values[at + 3]!, bit) << 12) |
      (four(values[at + 4]!, bit) << 16) |
      (four(values[at + 5]!, bit) << 20) |
      (four(values[at + 6]!, bit) << 24) |
      (four(values[at + 7]!, bit) << 28);
  }
}

/** The same bit of four bytes, side by side. */
function four(bytes: number, bit: number): number {
  return Math.imul((bytes >>> bit) & 0x01010101, FOUR_BITS) >>> 28;
}
