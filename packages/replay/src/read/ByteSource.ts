/** Bytes at once or piece by piece; where a piece ends means nothing. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;

/**
 * The pieces of a source, one after the other. A `ReadableStream` is read through its reader,
 * because not every browser lets one iterate over it.
 */
export async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) {
    yield source;
    return;
  }
  if (Symbol.asyncIterator in source) {
    yield* source;
    return;
  }
  const reader = (source as ReadableStream<Uint8Array>).getReader();
  let exhausted = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        exhausted = true;
        return;
      }
      yield value;
    }
  } finally {
    // Whoever stops early does not want the rest; without this a download would go on.
    if (!exhausted) {
      await reader.cancel().catch(() => {});
    }
    reader.releaseLock();
  }
}
