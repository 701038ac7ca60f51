/**
 * Memory that kernels work on. Its size is fixed at creation, so every array it gives out stays valid
 * for its life: nothing ever moves or detaches.
 *
 * Arrays begin at a multiple of 64 bytes. What they hold at first is unspecified: zeros where the
 * memory was never used, leftovers where it was.
 */
export interface Arena {
  /** An array for `length` values of one byte. @throws {@link ArenaFullError} */
  u8(length: number): Uint8Array<ArrayBuffer>;
  /** An array for `length` values of two bytes. @throws {@link ArenaFullError} */
  u16(length: number): Uint16Array<ArrayBuffer>;
  /** An array for `length` values of four bytes. @throws {@link ArenaFullError} */
  u32(length: number): Uint32Array<ArrayBuffer>;
  /** An array for `length` numbers. @throws {@link ArenaFullError} */
  f64(length: number): Float64Array<ArrayBuffer>;
  /**
   * Gives an array's memory back. It must be one that this arena gave out, whole, and not used again.
   *
   * @throws RangeError where it is not, or was given back before.
   */
  free(array: ArrayBufferView): void;
  /**
   * Bytes that are not given out. One array can get them all only where they lie together, which is
   * so as long as nothing was given back.
   */
  readonly freeBytes: number;
  /** Bytes that arrays can have in all. */
  readonly bytes: number;
}

/** An arena has no stretch of memory left that is long enough. */
export class ArenaFullError extends Error {
  constructor(
    /** Bytes that were asked for. */
    readonly asked: number,
    /** Bytes that are free, though not in one piece. */
    readonly freeBytes: number,
    /** Bytes of the whole arena. */
    readonly bytes: number,
  ) {
    super(
      `An array of ${asked} bytes does not fit: ${freeBytes} of the arena's ${bytes} bytes are free, ` +
        'and not in one piece that is long enough. Give back arrays that are not needed, or create ' +
        'the kernels with more bytes.',
    );
    this.name = 'ArenaFullError';
  }
}
