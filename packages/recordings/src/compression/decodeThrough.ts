import type { Gunzip, ZstdDecompress } from 'node:zlib';

/**
 * Decodes pieces through streams of zlib, one after the other: what one does not take is handed to the
 * next, until there are no more pieces.
 *
 * Node's Zstandard stream ends with the first frame when more follow in the same piece, and would lose
 * the rest without a word; parallel writers and `cat a.zst b.zst` make such files. What follows the end
 * and is none of the kind is damage, and not passed over. Holds one piece of input.
 *
 * @throws Error with one of zlib's codes when the data are damaged or end early.
 */
export async function* decodeThrough(
  pieces: AsyncGenerator<Uint8Array>,
  createDecoder: () => Gunzip | ZstdDecompress,
): AsyncGenerator<Uint8Array> {
  const input: Input = { pieces, left: undefined, done: false };
  try {
    do {
      yield* decode(input, createDecoder());
    } while (!input.done);
  } finally {
    await pieces.return(undefined);
  }
}

interface Input {
  readonly pieces: AsyncGenerator<Uint8Array>;
  /** What the decoder before did not take. */
  left: Uint8Array | undefined;
  done: boolean;
}

/** The bytes that one decoder gives. */
async function* decode(input: Input, decoder: Gunzip | ZstdDecompress): AsyncGenerator<Uint8Array> {
  const feeding = feed(input, decoder);
  try {
    yield* decoder as AsyncIterable<Uint8Array>;
    await feeding;
  } finally {
    decoder.destroy();
  }
}

/** Gives a decoder what it takes; a failure of the source is told to whoever reads the decoder. */
async function feed(input: Input, decoder: Gunzip | ZstdDecompress): Promise<void> {
  const closed = new Promise<void>(resolve => {
    decoder.once('end', resolve).once('close', resolve);
  });
  try {
    for (let fed = 0; ;) {
      const piece = input.left ?? (await input.pieces.next()).value;
      input.left = undefined;
      if (piece === undefined) {
        input.done = true;
        decoder.end();
        return;
      }
      fed += piece.length;
      await Promise.race([
        new Promise<void>(resolve => {
          decoder.write(piece, () => resolve());
        }),
        closed,
      ]);
      if (decoder.destroyed || decoder.bytesWritten < fed) {
        input.left = piece.subarray(piece.length - (fed - decoder.bytesWritten));
        return;
      }
    }
  } catch (error) {
    decoder.destroy(error as Error);
  }
}
