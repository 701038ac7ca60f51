import type { Codes } from '../kernels/Kernels';

/** Most distinct codes that a width holds. */
const WIDTHS = [
  { limit: 0x100, make: (length: number): Codes => new Uint8Array(length) },
  { limit: 0x1_0000, make: (length: number): Codes => new Uint16Array(length) },
  { limit: 0x1_0000_0000, make: (length: number): Codes => new Uint32Array(length) },
] as const;

/** Codes for so many rows, each below `limit`. */
export function createCodes(rows: number, limit: number): Codes {
  return WIDTHS.find(width => limit <= width.limit)!.make(rows);
}

/** Codes that are still being written: they grow with the rows, and widen with the codes. */
export class GrowingCodes {
  private codes: Codes = new Uint8Array(1024);
  private limit = 0x100;
  length = 0;

  push(code: number): void {
    if (this.length === this.codes.length || code >= this.limit) {
      this.grow(code);
    }
    this.codes[this.length++] = code;
  }

  /** Fills with 0 up to a row: what was never written is absent. */
  padTo(rows: number): void {
    while (this.length < rows) {
      this.push(0);
    }
  }

  at(row: number): number {
    return this.codes[row]!;
  }

  /** The codes, each replaced by what a table says, in the narrowest width. */
  finish(table: Uint32Array): Codes {
    const result = createCodes(this.length, table.length);
    for (let row = 0; row < this.length; row++) {
      result[row] = table[this.codes[row]!]!;
    }
    return result;
  }

  private grow(code: number): void {
    const capacity =
      this.length === this.codes.length ? Math.ceil(this.length * 1.5) : this.codes.length;
    const grown = createCodes(capacity, Math.max(this.limit, code + 1));
    grown.set(this.codes.subarray(0, this.length));
    this.codes = grown;
    this.limit = 2 ** (8 * grown.BYTES_PER_ELEMENT);
  }
}
