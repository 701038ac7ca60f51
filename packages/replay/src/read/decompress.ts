import { piecesOf, type ByteSource } from './ByteSource';

/**
 * The bytes of a source, gunzipped when they begin with gzip's magic number (RFC 1952, 2.3.1) and
 * otherwise as they are. Holds one piece at a time. `DecompressionStream` is a web standard that
 * Node has too, so this needs nothing of either.
 *
 * @throws TypeError while iterating, when the gzip data are damaged or end early.
 */
export async function* decompress(source: ByteSource): AsyncGenerator<Uint8Array> {
  const pieces = piecesOf(source);
  const head = await firstBytes(pieces, 2);
  const whole = chain(head, pieces);
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) {
    yield* gunzip(whole);
  } else {
    yield* whole;
  }
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
