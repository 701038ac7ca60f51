import { ArenaFullError } from '../kernels/Arena';
import { bitmapWords } from '../kernels/bitmapWords';
import type { Bitmap, Kernels } from '../kernels/Kernels';
import type { Bits } from './Bits';

/**
 * Bitmaps over the rows of one set: temporary ones, which live until the replay ends, and those that
 * are kept by a text that says all they depend on. What was not used for longest goes first when
 * memory or {@link MAX_KEPT} is exhausted.
 */
export class BitmapStore {
  private readonly words: number;
  private readonly kept = new Map<string, { bits: readonly Bits[]; run: number }>();
  private readonly temporary: (Bitmap | undefined)[] = [];
  private run = 0;
  private count = 0;

  constructor(
    private readonly kernels: Kernels,
    readonly rows: number,
  ) {
    this.words = bitmapWords(rows);
  }

  /** A bitmap with unspecified bits. @throws ArenaFullError when all that is there is in use. */
  take(): Bitmap {
    const bitmap = this.allocate();
    this.temporary.push(bitmap);
    return bitmap;
  }

  /** A bitmap with one bit for all rows. */
  filled(bit: 0 | 1): Bitmap {
    const bitmap = this.take();
    this.kernels.fill(bitmap, this.rows, bit);
    return bitmap;
  }

  /** What was kept under this key. */
  find(key: string): readonly Bits[] | undefined {
    const entry = this.kept.get(key);
    if (entry) {
      entry.run = this.run;
      this.kept.delete(key);
      this.kept.set(key, entry);
    }
    return entry?.bits;
  }

  /** Keeps bitmaps beyond the end of the replay; they must be temporary ones. Not to be written any more. */
  keep(key: string, bits: readonly Bits[]): void {
    for (const bitmap of bitmapsOf(bits)) {
      const at = this.temporary.lastIndexOf(bitmap);
      if (at < 0) {
        throw new RangeError('Only a temporary bitmap can be kept, once.');
      }
      this.temporary[at] = undefined;
    }
    this.kept.set(key, { bits, run: this.run });
    while (this.kept.size > MAX_KEPT && this.forgetOldest()) {
      // Until there are few enough, or all are in use.
    }
  }

  /** Frees what was temporary. */
  endRun(): void {
    this.release(0);
    this.run++;
  }

  /** Where temporary bitmaps stand now, to free those that come after. */
  get mark(): number {
    return this.temporary.length;
  }

  /** Frees the temporary bitmaps that were taken since, but for those that were kept. */
  release(mark: number): void {
    for (const bitmap of this.temporary.splice(mark)) {
      if (bitmap) {
        this.free(bitmap);
      }
    }
  }

  private allocate(): Bitmap {
    while (this.count >= MAX_BITMAPS && this.forgetOldest()) {
      // Memory beyond these is needed for other arrays.
    }
    for (;;) {
      try {
        const bitmap = this.kernels.arena.u32(this.words);
        this.count++;
        return bitmap;
      } catch (error) {
        if (!(error instanceof ArenaFullError) || !this.forgetOldest()) {
          throw error;
        }
      }
    }
  }

  private free(bitmap: Bitmap): void {
    this.kernels.arena.free(bitmap);
    this.count--;
  }

  /** Whether there was something that the present replay does not use. */
  private forgetOldest(): boolean {
    for (const [key, { bits, run }] of this.kept) {
      if (run === this.run) {
        return false;
      }
      this.kept.delete(key);
      bitmapsOf(bits).forEach(bitmap => this.free(bitmap));
      return true;
    }
    return false;
  }
}

function bitmapsOf(bits: readonly Bits[]): Set<Bitmap> {
  return new Set(bits.flatMap(({ truth, error }) => (error ? [truth, error] : [truth])));
}

/** So many bitmaps there are at most, unless one replay needs more. */
export const MAX_BITMAPS = 300;

/** So many conditions and pieces of conditions are kept at most. */
const MAX_KEPT = 600;
