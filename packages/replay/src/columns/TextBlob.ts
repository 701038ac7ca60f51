import type { JsonValue } from '@countersign/model';
import type { TextColumn } from './Column';

/** Writes the texts of a {@link TextColumn}, one row after the other. */
export class TextBlob {
  private bytes = new Uint8Array(4096);
  private offsets = new Uint32Array(1024);
  private used = 0;
  length = 0;

  push(value: JsonValue | undefined): void {
    if (value !== undefined) {
      // JSON's own escapes keep even lone surrogates, which UTF-8 alone would lose.
      this.write(JSON.stringify(value));
    }
    this.length++;
    if (this.length === this.offsets.length) {
      const grown = new Uint32Array(Math.ceil(this.length * 1.5));
      grown.set(this.offsets);
      this.offsets = grown;
    }
    this.offsets[this.length] = this.used;
  }

  padTo(rows: number): void {
    while (this.length < rows) {
      this.push(undefined);
    }
  }

  finish(): TextColumn {
    return {
      kind: 'texts',
      bytes: this.bytes.slice(0, this.used),
      offsets: this.offsets.slice(0, this.length + 1),
    };
  }

  /** @throws RangeError past 4 GiB, which is where offsets end. */
  private write(text: string): void {
    // UTF-8 takes at most three bytes for a UTF-16 code unit.
    const most = this.used + text.length * 3;
    if (most > this.bytes.length) {
      const needed = Math.max(most, Math.ceil(this.bytes.length * 1.5));
      if (needed > MAX_BYTES && most > MAX_BYTES) {
        throw new RangeError('One column of texts would be longer than 4 GiB: split the set.');
      }
      const grown = new Uint8Array(Math.min(needed, MAX_BYTES));
      grown.set(this.bytes.subarray(0, this.used));
      this.bytes = grown;
    }
    this.used += encoder.encodeInto(text, this.bytes.subarray(this.used)).written;
  }
}

const MAX_BYTES = 0xffff_ffff;
const encoder = new TextEncoder();
