import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { isCompressionError } from './isCompressionError';
import { NODE_DECODERS } from './nodeDecoders';

const decompressZstd = NODE_DECODERS.zstd!;

async function read(source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  async function* pieces() {
    yield* source;
  }
  const all: Uint8Array[] = [];
  for await (const bytes of decompressZstd(pieces())) {
    all.push(bytes);
  }
  return Buffer.concat(all).toString();
}

const skippable = Buffer.from('502a4d18020000000909', 'hex');

describe('Zstandard in Node', () => {
  it('reads every frame, wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string(), fc.constant(undefined)), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(200), { maxLength: 5 }),
        async (texts, places) => {
          const bytes = Buffer.concat(
            texts.map(text => (text === undefined ? skippable : zstdCompressSync(text))),
          );
          const ends = [...places.map(place => place % bytes.length), bytes.length].sort(
            (a, b) => a - b,
          );
          const pieces = ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
          expect(await read(pieces)).toBe(texts.join(''));
        },
      ),
    );
  });

  it('reads what is much larger than its pieces', async () => {
    const text = 'a line of some length\n'.repeat(200_000);
    expect(await read([zstdCompressSync(text)])).toBe(text);
  });

  it.each([
    ['end early', (bytes: Buffer) => bytes.subarray(0, -3)],
    ['are damaged', (bytes: Buffer) => bytes.fill(0xff, 12)],
    ['go on as something else', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('text')])],
  ])('fails when the data %s', async (_, change) => {
    const bytes = change(zstdCompressSync('some text, and more of it. '.repeat(9)));
    await expect(read([bytes]).catch(isCompressionError)).resolves.toBe(true);
  });

  it('passes on what its source says', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield zstdCompressSync('a').subarray(0, 5);
      throw new Error('the disk is gone');
    }
    await expect(read(broken())).rejects.toThrow('the disk is gone');
  });

  it('stops its source when nobody reads on', async () => {
    let stopped = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          yield zstdCompressSync('a');
        }
      } finally {
        stopped = true;
      }
    }
    const reading = decompressZstd(endless())[Symbol.asyncIterator]();
    await reading.next();
    await reading.return!();
    expect(stopped).toBe(true);
  });
});
