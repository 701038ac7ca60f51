import fc from 'fast-check';
import { splitLines, type Line } from './splitLines';

const encoder = new TextEncoder();

async function linesOf(pieces: Uint8Array[], maxLineBytes?: number): Promise<Line[]> {
  async function* source() {
    yield* pieces;
  }
  const lines: Line[] = [];
  for await (const line of splitLines(source(), maxLineBytes)) {
    lines.push(line);
  }
  return lines;
}

function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const ends = [...places.map(place => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
}

describe('splitLines', () => {
  it('gives the same lines wherever the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).filter(text => !/[\n\r\ufeff]/.test(text))),
        fc.array(fc.nat()),
        async (texts, places) => {
          const whole = texts.map(text => `${text}\n`).join('');
          const lines = await linesOf(cut(encoder.encode(whole), places));
          expect(lines).toEqual(texts.map((text, i) => ({ number: i + 1, text })));
        },
      ),
    );
  });

  it('reads a last line without a newline, Windows line ends and a byte order mark', async () => {
    expect(await linesOf([encoder.encode('\ufeffa\r\n\nb')])).toEqual([
      { number: 1, text: 'a' },
      { number: 2, text: '' },
      { number: 3, text: 'b' },
    ]);
  });

  it('reports bytes that are no UTF-8 on their own line only', async () => {
    expect(await linesOf([Uint8Array.of(0x61, 0x0a, 0xff, 0x0a, 0x62)])).toEqual([
      { number: 1, text: 'a' },
      { number: 2, fault: 'The line is not UTF-8', bytes: Uint8Array.of(0xff) },
      { number: 3, text: 'b' },
    ]);
  });

  it('gives up a line that is too long and reads on', async () => {
    const pieces = ['xxxx', 'xxxx', 'xx\nok\n', 'yyyyyyyyyyyy'].map(text => encoder.encode(text));
    expect(await linesOf(pieces, 8)).toEqual([
      { number: 1, fault: 'The line is longer than 8 bytes' },
      { number: 2, text: 'ok' },
      { number: 3, fault: 'The line is longer than 8 bytes' },
    ]);
  });

  it('keeps what it holds when the piece is used again for the next bytes', async () => {
    const buffer = new Uint8Array(1);
    async function* reusing() {
      for (const byte of encoder.encode('abc\n')) {
        buffer[0] = byte;
        yield buffer;
      }
    }
    const lines: Line[] = [];
    for await (const line of splitLines(reusing())) {
      lines.push(line);
    }
    expect(lines).toEqual([{ number: 1, text: 'abc' }]);
  });
});
