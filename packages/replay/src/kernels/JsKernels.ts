import { type Arena } from './Arena';
import { BufferArena } from './BufferArena';
import { bitmapWords } from './bitmapWords';
import { copyBitmap, fillBitmap, finishBitmap, lastMask } from './bitmaps';
import { checkBitmap, checkLength, checkOperands, checkPlanes, checkSteps } from './checks';
import { JsBlocks } from './JsBlocks';
import { type Bitmap, type Codes, type Kernels } from './Kernels';
import { positions } from './positions';

/**
 * Kernels in plain JavaScript: for places without WebAssembly or its SIMD, and the yardstick of those
 * that have it. Loops over rows have no branches that depend on data: a mispredicted one costs more
 * than the rest of the row.
 */
export class JsKernels implements Kernels {
  readonly name = 'javascript';
  readonly arena: Arena;
  readonly #blocks = new JsBlocks();

  /** @param bytes - Size of the arena. */
  constructor(bytes: number) {
    this.arena = new BufferArena(new ArrayBuffer(Math.ceil(bytes / 64) * 64));
  }

  lookUp(
    codes: Codes,
    rows: number,
    table: Uint8Array,
    truth: Bitmap,
    error: Bitmap | undefined,
  ): boolean {
    this.lookUpEach(codes, rows, table, error ? [truth, error] : [truth]);
    return error !== undefined && !this.isEmpty(error.subarray(0, bitmapWords(rows)));
  }

  lookUpEach(codes: Codes, rows: number, table: Uint8Array, bitmaps: readonly Bitmap[]): void {
    checkLength(codes, rows);
    checkPlanes(bitmaps, rows, 8);
    this.#blocks.forEach(codes, rows, (block, start, values) => {
      gather(block, table, values);
      this.#blocks.clearBeyond(block.length);
      for (let bit = 0; bit < bitmaps.length; bit++) {
        this.#blocks.store(bit, start, block.length, bitmaps[bit]!);
      }
    });
  }

  range(codes: Codes, rows: number, from: number, to: number, truth: Bitmap): void {
    checkLength(codes, rows);
    checkBitmap(truth, rows);
    const more = to - 1 - from;
    if (more < 0) {
      fillBitmap(truth, rows, 0);
      return;
    }
    this.#blocks.forEach(codes, rows, (block, start, values) => {
      compare(block, from, more, values);
      this.#blocks.clearBeyond(block.length);
      this.#blocks.store(0, start, block.length, truth);
    });
  }

  and(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    for (let index = 0; index < out.length; index += 4) {
      out[index] = a[index]! & b[index]!;
      out[index + 1] = a[index + 1]! & b[index + 1]!;
      out[index + 2] = a[index + 2]! & b[index + 2]!;
      out[index + 3] = a[index + 3]! & b[index + 3]!;
    }
  }

  or(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    for (let index = 0; index < out.length; index += 4) {
      out[index] = a[index]! | b[index]!;
      out[index + 1] = a[index + 1]! | b[index + 1]!;
      out[index + 2] = a[index + 2]! | b[index + 2]!;
      out[index + 3] = a[index + 3]! | b[index + 3]!;
    }
  }

  andNot(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    for (let index = 0; index < out.length; index += 4) {
      out[index] = a[index]! & ~b[index]!;
      out[index + 1] = a[index + 1]! & ~b[index + 1]!;
      out[index + 2] = a[index + 2]! & ~b[index + 2]!;
      out[index + 3] = a[index + 3]! & ~b[index + 3]!;
    }
  }

  not(a: Bitmap, rows: number, out: Bitmap): void {
    checkBitmap(a, rows);
    checkBitmap(out, rows);
    const whole = rows >>> 5;
    for (let index = 0; index < whole; index++) {
      out[index] = ~a[index]!;
    }
    finishBitmap(out, rows, ~a[whole]! & lastMask(rows));
  }

  copy(a: Bitmap, out: Bitmap): void {
    copyBitmap(a, out);
  }

  fill(out: Bitmap, rows: number, bit: 0 | 1): void {
    fillBitmap(out, rows, bit);
  }

  isEmpty(bits: Bitmap): boolean {
    checkSteps(bits);
    for (let index = 0; index < bits.length; index += 4) {
      if ((bits[index]! | bits[index + 1]! | bits[index + 2]! | bits[index + 3]!) !== 0) {
        return false;
      }
    }
    return true;
  }

  count(bits: Bitmap): number {
    checkSteps(bits);
    let count = 0;
    for (let index = 0; index < bits.length; index++) {
      count += countWord(bits[index]!);
    }
    return count;
  }

  countAnd(a: Bitmap, b: Bitmap): number {
    checkLength(b, a.length);
    let count = 0;
    for (let index = 0; index < a.length; index++) {
      count += countWord(a[index]! & b[index]!);
    }
    return count;
  }

  positions(bits: Bitmap, from: number, out: Uint32Array): number {
    return positions(bits, from, out);
  }

  mark(bits: Bitmap, rows: number, value: number, codes: Uint16Array | Uint32Array): void {
    checkBitmap(bits, rows);
    checkLength(codes, rows);
    for (let start = 0; start < rows; start += 32) {
      const word = bits[start >>> 5]!;
      if (word !== 0) {
        const end = Math.min(32, rows - start);
        for (let place = 0; place < end; place++) {
          codes[start + place]! |= -((word >>> place) & 1) & value;
        }
      }
    }
  }

  pack(planes: readonly Bitmap[], rows: number, codes: Uint16Array): void {
    checkPlanes(planes, rows, 16);
    checkLength(codes, rows);
    const square = new Int32Array(32);
    for (let start = 0; start < rows; start += 32) {
      for (let bit = 0; bit < 32; bit++) {
        square[bit] = bit < planes.length ? planes[bit]![start >>> 5]! : 0;
      }
      transposeBits(square);
      const end = Math.min(32, rows - start);
      for (let place = 0; place < end; place++) {
        codes[start + place] = square[place]!;
      }
    }
  }

  pair(a: Uint16Array, b: Uint16Array, rows: number, width: number, out: Uint16Array): void {
    checkLength(a, rows);
    checkLength(b, rows);
    checkLength(out, rows);
    for (let row = 0; row < rows; row++) {
      out[row] = Math.imul(a[row]!, width) + b[row]!;
    }
  }

  translate(codes: Codes, rows: number, table: Uint16Array, out: Uint16Array): void {
    checkLength(codes, rows);
    checkLength(out, rows);
    this.#blocks.forEach(codes, rows, (block, start) => {
      translateBlock(block, table, out, start);
    });
  }

  firstRows(codes: Codes, rows: number, first: Uint32Array): void {
    checkLength(codes, rows);
    // From the last row to the first, so that the first is what stays: no branch.
    this.#blocks.forEachBackwards(codes, rows, (block, start) => {
      noteFirst(block, start, first);
    });
  }

  histogram(
    a: Uint16Array,
    b: Uint16Array,
    rows: number,
    width: number,
    counts: Uint32Array,
  ): void {
    checkLength(a, rows);
    checkLength(b, rows);
    for (let row = 0; row < rows; row++) {
      counts[a[row]! * width + b[row]!]!++;
    }
  }

  sum(codes: Uint16Array, rows: number, values: Float64Array, sums: Float64Array): void {
    checkLength(codes, rows);
    checkLength(values, rows);
    for (let row = 0; row < rows; row++) {
      sums[codes[row]!]! += values[row]!;
    }
  }
}

// Loops of their own, not in the callbacks: there every turn would read what they close over anew.

function gather(block: Uint32Array, table: Uint8Array, values: Uint8Array): void {
  for (let index = 0; index < block.length; index++) {
    values[index] = table[block[index]!]!;
  }
}

function compare(block: Uint32Array, first: number, more: number, values: Uint8Array): void {
  for (let index = 0; index < block.length; index++) {
    // Without sign, one comparison serves for both bounds.
    values[index] = Number((block[index]! - first) >>> 0 <= more);
  }
}

function translateBlock(
  block: Uint32Array,
  table: Uint16Array,
  out: Uint16Array,
  start: number,
): void {
  for (let index = 0; index < block.length; index++) {
    out[start + index] = table[block[index]!]!;
  }
}

function noteFirst(block: Uint32Array, start: number, first: Uint32Array): void {
  for (let index = block.length - 1; index >= 0; index--) {
    first[block[index]!] = start + index;
  }
}

/** Bits set in a word, by adding neighbours in parallel (Warren, Hacker's Delight, 5-1). */
function countWord(unsigned: number): number {
  // As a signed integer: the subtraction would be one of doubles otherwise.
  const word = unsigned | 0;
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Transposes a square of 32 by 32 bits in place, swapping ever smaller blocks across the diagonal
 * (Warren, Hacker's Delight, 7-3).
 */
function transposeBits(square: Int32Array): void {
  let mask = 0x0000ffff;
  for (let size = 16; size !== 0; size >>>= 1, mask ^= mask << size) {
    for (let row = 0; row < 32; row = (row + size + 1) & ~size) {
      const differing = ((square[row]! >>> size) ^ square[row + size]!) & mask;
      square[row]! ^= differing << size;
      square[row + size]! ^= differing;
    }
  }
}
