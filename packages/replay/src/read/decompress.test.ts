import { gzipSync, zstdCompressSync } from 'node:zlib';
import { CompressionFault, decompress, type Decoders } from './decompress';

const text = 'one line\nand another\n';

async function read(bytes: Uint8Array, decoders?: Decoders): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of decompress(bytes, decoders)) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

describe('decompress', () => {
  it.each([
    ['nothing', ''],
    ['less than a magic number', 'ab'],
    ['a text', text],
  ])('gives %s as it is', async (_, plain) => {
    expect(await read(Buffer.from(plain))).toBe(plain);
  });

  it('reads gzip with the means of the web', async () => {
    expect(await read(gzipSync(text))).toBe(text);
  });

  it.each([
    ['a frame', zstdCompressSync(text)],
    ['a skippable frame', Buffer.from('502a4d1800000000', 'hex')],
  ])('refuses Zstandard where nothing can read it: %s', async (_, bytes) => {
    let stopped = false;
    async function* source() {
      try {
        yield bytes;
        yield bytes;
      } finally {
        stopped = true;
      }
    }
    await expect(decompress(source()).next()).rejects.toThrow(CompressionFault);
    expect(stopped).toBe(true);
  });

  it('hands all bytes to a decoder that is given', async () => {
    const decoders: Decoders = {
      async *zstd(pieces) {
        let length = 0;
        for await (const piece of pieces) {
          length += piece.length;
        }
        yield Buffer.from(String(length));
      },
    };
    const bytes = zstdCompressSync(text);
    expect(await read(bytes, decoders)).toBe(String(bytes.length));
  });
});
