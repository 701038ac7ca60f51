import { type Arena } from './Arena';
import { BufferArena } from './BufferArena';
import { bitmapWords } from './bitmapWords';
import { copyBitmap, fillBitmap, finishBitmap, lastMask } from './bitmaps';
import { checkBitmap, checkLength, checkOperands, checkPlanes, checkSteps } from './checks';
import { BLOCK_ROWS, JsBlocks } from './JsBlocks';
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
    for (let start = 0; start < rows; start += BLOCK_ROWS) {
      const block = this.#blocks.at(codes, start, rows);
      gather(block, table, this.#blocks.values);
      this.#blocks.clearBeyond(block.length);
      for (let bit = 0; bit < bitmaps.length; bit++) {
        this.#blocks.store(bit, start, block.length, bitmaps[bit]!);
      }
    }
  }

  range(codes: Codes, rows: number, from: number, to: number, truth: Bitmap): void {
    checkLength(codes, rows);
    checkBitmap(truth, rows);
    const more = to - 1 - from;
    if (more < 0) {
      fillBitmap(truth, rows, 0);
      return;
    }
    for (let start = 0; start < rows; start += BLOCK_ROWS) {
      const block = this.#blocks.at(codes, start, rows);
      compare(block, from | 0, more | 0, this.#blocks.values);
      this.#blocks.clearBeyond(block.length);
      this.#blocks.store(0, start, block.length, truth);
    }
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
    for (let start = 0; start < rows; start += BLOCK_ROWS) {
      translateBlock(this.#blocks.at(codes, start, rows), table, out, start);
    }
  }

  firstRows(codes: Codes, rows: number, first: Uint32Array): void {
    checkLength(codes, rows);
    // From the last row to the first, so that the first is what stays: no branch.
    for (let block = Math.ceil(rows / BLOCK_ROWS) - 1; block >= 0; block--) {
      const start = block * BLOCK_ROWS;
      noteFirst(this.#blocks.at(codes, start, rows), start, first);
    }
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

// The loops over a block take eight rows at a time. It saves little by itself; but V8's quick compiler
// copies short functions into their caller, which is then never compiled well: ten times slower.

function gather(block: Uint32Array, table: Uint8Array, values: Uint8Array): void {
  const most = block.length & ~7;
  let index = 0;
  for (; index < most; index += 8) {
    values[index] = table[block[index]!]!;
    values[index + 1] = table[block[index + 1]!]!;
    values[index + 2] = table[block[index + 2]!]!;
    values[index + 3] = table[block[index + 3]!]!;
    values[index + 4] = table[block[index + 4]!]!;
    values[index + 5] = table[block[index + 5]!]!;
    values[index + 6] = table[block[index + 6]!]!;
    values[index + 7] = table[block[index + 7]!]!;
  }
  for (; index < block.length; index++) {
    values[index] = table[block[index]!]!;
  }
}

function compare(block: Uint32Array, first: number, more: number, values: Uint8Array): void {
  const most = block.length & ~7;
  let index = 0;
  for (; index < most; index += 8) {
    values[index] = isWithin(block[index]! - first, more);
    values[index + 1] = isWithin(block[index + 1]! - first, more);
    values[index + 2] = isWithin(block[index + 2]! - first, more);
    values[index + 3] = isWithin(block[index + 3]! - first, more);
    values[index + 4] = isWithin(block[index + 4]! - first, more);
    values[index + 5] = isWithin(block[index + 5]! - first, more);
    values[index + 6] = isWithin(block[index + 6]! - first, more);
    values[index + 7] = isWithin(block[index + 7]! - first, more);
  }
  for (; index < block.length; index++) {
    values[index] = isWithin(block[index]! - first, more);
  }
}

/**
 * 1 where `distance <= more` without sign, else 0, which serves for both bounds of a range: the borrow
 * of a subtraction, turned (Warren, Hacker's Delight, 2-13). A comparison of unsigned numbers would be
 * one of doubles in all but the best code.
 */
function isWithin(distance: number, more: number): number {
  return ~((~more & distance) | ((~more | distance) & (more - distance))) >>> 31;
}

function translateBlock(
  block: Uint32Array,
  table: Uint16Array,
  out: Uint16Array,
  start: number,
): void {
  const most = block.length & ~7;
  let index = 0;
  for (; index < most; index += 8) {
    out[start + index] = table[block[index]!]!;
    out[start + index + 1] = table[block[index + 1]!]!;
    out[start + index + 2] = table[block[index + 2]!]!;
    out[start + index + 3] = table[block[index + 3]!]!;
    out[start + index + 4] = table[block[index + 4]!]!;
    out[start + index + 5] = table[block[index + 5]!]!;
    out[start + index + 6] = table[block[index + 6]!]!;
    out[start + index + 7] = table[block[index + 7]!]!;
  }
  for (; index < block.length; index++) {
    out[start + index] = table[block[index]!]!;
  }
}

function noteFirst(block: Uint32Array, start: number, first: Uint32Array): void {
  let index = block.length - 1;
  for (; index >= 7; index -= 8) {
    first[block[index]!] = start + index;
    first[block[index - 1]!] = start + index - 1;
    first[block[index - 2]!] = start + index - 2;
    first[block[index - 3]!] = start + index - 3;
    first[block[index - 4]!] = start + index - 4;
    first[block[index - 5]!] = start + index - 5;
    first[block[index - 6]!] = start + index - 6;
    first[block[index - 7]!] = start + index - 7;
  }
  for (; index >= 0; index--) {
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
