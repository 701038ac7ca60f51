import { type Arena, ArenaFullError } from './Arena';

/** A cache line; also a multiple of every element's size and of a SIMD register's. */
const ALIGNMENT = 64;

/** A stretch of the buffer. */
interface Block {
  readonly offset: number;
  readonly size: number;
}

/**
 * An arena over part of a buffer.
 *
 * Bitmaps are all of one size and are what comes and goes, so blocks that were given back wait in a
 * list per size and are given out again as they are. Only when nothing fits are they joined with
 * their neighbours and cut anew.
 */
export class BufferArena implements Arena {
  readonly bytes: number;
  #top: number;
  #freeBytes: number;
  readonly #waiting = new Map<number, number[]>();
  readonly #given = new Map<number, number>();

  /** @param start - Where the arena begins in the buffer, in bytes; it ends with `end`. */
  constructor(
    readonly buffer: ArrayBuffer,
    start: number = 0,
    readonly end: number = buffer.byteLength,
  ) {
    this.#top = roundUp(start);
    this.bytes = Math.max(0, end - this.#top);
    this.#freeBytes = this.bytes;
  }

  get freeBytes(): number {
    return this.#freeBytes;
  }

  u8(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.buffer, this.#take(length), length);
  }

  u16(length: number): Uint16Array<ArrayBuffer> {
    return new Uint16Array(this.buffer, this.#take(length * 2), length);
  }

  u32(length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.buffer, this.#take(length * 4), length);
  }

  f64(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.buffer, this.#take(length * 8), length);
  }

  free(array: ArrayBufferView): void {
    const { buffer, byteOffset, byteLength } = array;
    const size = buffer === this.buffer ? this.#given.get(byteOffset) : undefined;
    if (size === undefined || size !== sizeOf(byteLength)) {
      throw new RangeError('Only a whole array that this arena gave out can be given back, once.');
    }
    this.#given.delete(byteOffset);
    this.#putBack({ offset: byteOffset, size });
    this.#freeBytes += size;
  }

  #take(bytes: number): number {
    const size = sizeOf(bytes);
    const offset = this.#takeWaiting(size) ?? this.#takeNew(size) ?? this.#takeJoined(size);
    if (offset === undefined) {
      throw new ArenaFullError(bytes, this.#freeBytes, this.bytes);
    }
    this.#given.set(offset, size);
    this.#freeBytes -= size;
    return offset;
  }

  #takeWaiting(size: number): number | undefined {
    return this.#waiting.get(size)?.pop();
  }

  #takeNew(size: number): number | undefined {
    if (this.#top + size > this.end) {
      return undefined;
    }
    const offset = this.#top;
    this.#top += size;
    return offset;
  }

  /** Joins what waits, and cuts the piece from the smallest block that holds it. */
  #takeJoined(size: number): number | undefined {
    const blocks = this.#joined();
    this.#waiting.clear();
    const last = blocks.at(-1);
    if (last && last.offset + last.size === this.#top) {
      this.#top = last.offset;
      blocks.pop();
    }
    const best = blocks
      .filter(block => block.size >= size)
      .reduce<Block | undefined>((a, b) => (a && a.size <= b.size ? a : b), undefined);
    blocks.filter(block => block !== best).forEach(block => this.#putBack(block));
    if (!best) {
      return this.#takeNew(size);
    }
    if (best.size > size) {
      this.#putBack({ offset: best.offset + size, size: best.size - size });
    }
    return best.offset;
  }

  #joined(): Block[] {
    const blocks = [...this.#waiting].flatMap(([size, offsets]) =>
      offsets.map(offset => ({ offset, size })),
    );
    blocks.sort((a, b) => a.offset - b.offset);
    const joined: Block[] = [];
    for (const block of blocks) {
      const before = joined.at(-1);
      if (before && before.offset + before.size === block.offset) {
        joined[joined.length - 1] = { offset: before.offset, size: before.size + block.size };
      } else {
        joined.push(block);
      }
    }
    return joined;
  }

  #putBack({ offset, size }: Block): void {
    const offsets = this.#waiting.get(size);
    if (offsets) {
      offsets.push(offset);
    } else {
      this.#waiting.set(size, [offset]);
    }
  }
}

/** Even an array without values gets a place of its own, so that giving it back is no exception. */
function sizeOf(bytes: number): number {
  return Math.max(ALIGNMENT, roundUp(bytes));
}

function roundUp(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
