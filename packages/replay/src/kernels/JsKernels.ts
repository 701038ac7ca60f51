import { type Arena } from './Arena';
import { BufferArena } from './BufferArena';
import { bitmapWords } from './bitmapWords';
import { copyBitmap, fillBitmap, finishBitmap, lastMask } from './bitmaps';
import { checkBitmap, checkLength, checkOperands, checkPlanes, checkSteps } from './checks';
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
    bitmaps.forEach((bitmap, bit) => {
      let row = 0;
      for (let index = 0; index < rows >>> 5; index++) {
        let word = 0;
        for (let place = 0; place < 32; place++) {
          word |= ((table[codes[row++]!]! >>> bit) & 1) << place;
        }
        bitmap[index] = word;
      }
      let word = 0;
      for (let place = 0; row < rows; place++) {
        word |= ((table[codes[row++]!]! >>> bit) & 1) << place;
      }
      finishBitmap(bitmap, rows, word);
    });
  }

  range(codes: Codes, rows: number, from: number, to: number, truth: Bitmap): void {
    checkLength(codes, rows);
    checkBitmap(truth, rows);
    let row = 0;
    for (let index = 0; index < rows >>> 5; index++) {
      let word = 0;
      for (let place = 0; place < 32; place++) {
        const code = codes[row++]!;
        word |= (Number(code >= from) & Number(code < to)) << place;
      }
      truth[index] = word;
    }
    let word = 0;
    for (let place = 0; row < rows; place++) {
      const code = codes[row++]!;
      word |= (Number(code >= from) & Number(code < to)) << place;
    }
    finishBitmap(truth, rows, word);
  }

  and(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    for (let index = 0; index < out.length; index++) {
      out[index] = a[index]! & b[index]!;
    }
  }

  or(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    for (let index = 0; index < out.length; index++) {
      out[index] = a[index]! | b[index]!;
    }
  }

  andNot(a: Bitmap, b: Bitmap, out: Bitmap): void {
    checkOperands(a, b, out);
    for (let index = 0; index < out.length; index++) {
      out[index] = a[index]! & ~b[index]!;
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
    codes.fill(0, 0, rows);
    planes.forEach((plane, bit) => this.mark(plane, rows, 1 << bit, codes));
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
    for (let row = 0; row < rows; row++) {
      out[row] = table[codes[row]!]!;
    }
  }

  firstRows(codes: Codes, rows: number, first: Uint32Array): void {
    checkLength(codes, rows);
    // From the last row to the first, so that the first is what stays: no branch.
    for (let row = rows - 1; row >= 0; row--) {
      first[codes[row]!] = row;
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

/** Bits set in a word, by adding neighbours in parallel (Warren, Hacker's Delight, 5-1). */
function countWord(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
