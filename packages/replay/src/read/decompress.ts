import { piecesOf, type ByteSource } from './ByteSource';

/** Compressions that are told from a file's first bytes. */
export type Compression = 'gzip' | 'zstd';

/** Decompresses all that follows; fails while iterating when the data are damaged or end early. */
export type Decoder = (pieces: AsyncGenerator<Uint8Array>) => AsyncIterable<Uint8Array>;

/** What this platform can decompress beyond the web's own gzip. */
export type Decoders = Readonly<Partial<Record<Compression, Decoder>>>;

/** A compression that nothing here can read. */
export class CompressionFault extends Error {
  constructor(readonly compression: Compression) {
    super(
      `The file is compressed with ${compression}, which cannot be read here. ` +
        'Decompress it first, or compress it with gzip.',
    );
    this.name = 'CompressionFault';
  }
}

/**
 * The bytes of a source, decompressed when they begin with the magic number of gzip (RFC 1952, 2.3.1)
 * or Zstandard (RFC 8878, 3.1.1 and 3.1.2), and otherwise as they are. Holds one piece at a time.
 *
 * `DecompressionStream` is a web standard that Node has too, so gzip needs nothing of either; it knows
 * no Zstandard, which must be given, and Node's own gzip is faster.
 *
 * @throws CompressionFault while iterating, when the bytes are Zstandard and no decoder is given.
 * @throws TypeError while iterating, when the gzip data are damaged or end early; a given decoder may
 * throw errors of its own.
 */
export async function* decompress(
  source: ByteSource,
  decoders: Decoders = {},
): AsyncGenerator<Uint8Array> {
  const pieces = piecesOf(source);
  const head = await firstBytes(pieces, 4);
  const whole = chain(head, pieces);
  const compression = compressionOf(head);
  if (!compression) {
    yield* whole;
    return;
  }
  const decode = decoders[compression] ?? (compression === 'gzip' ? gunzip : undefined);
  if (!decode) {
    // Not `whole`: a generator that has not begun runs nothing when it is ended.
    await pieces.return(undefined);
    throw new CompressionFault(compression);
  }
  yield* decode(whole);
}

function compressionOf([a, b, c, d]: Uint8Array): Compression | undefined {
  if (a === 0x1f && b === 0x8b) {
    return 'gzip';
  }
  // A frame, or a skippable frame, with which parallel and seekable writers begin.
  const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
  const isSkippable = a! >= 0x50 && a! <= 0x5f && b === 0x2a && c === 0x4d && d === 0x18;
  return isFrame || isSkippable ? 'zstd' : undefined;
}

async function* gunzip(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) {
        controller.close();
      } else {
        controller.enqueue(value as Uint8Array<ArrayBuffer>);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  yield* piecesOf(compressed.pipeThrough(new DecompressionStream('gzip')));
}

async function firstBytes(pieces: AsyncGenerator<Uint8Array>, count: number): Promise<Uint8Array> {
  let head = new Uint8Array(0);
  while (head.length < count) {
    const { done, value } = await pieces.next();
    if (done) {
      break;
    }
    const longer = new Uint8Array(head.length + value.length);
    longer.set(head);
    longer.set(value, head.length);
    head = longer;
  }
  return head;
}

async function* chain(
  head: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) {
      yield head;
    }
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
