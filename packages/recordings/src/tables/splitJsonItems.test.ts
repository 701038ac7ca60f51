import fc from 'fast-check';
import { JsonShapeFault, splitJsonItems } from './splitJsonItems';

async function itemsOf(pieces: readonly Uint8Array[], path: string[], max?: number) {
  async function* source() {
    yield* pieces;
  }
  const items: unknown[] = [];
  for await (const { bytes } of splitJsonItems(source(), path, max)) {
    items.push(bytes && JSON.parse(Buffer.from(bytes).toString()));
  }
  return items;
}

const items = (text: string, ...path: string[]) => itemsOf([Buffer.from(text)], path);

function cut(bytes: Uint8Array, places: number[]): Uint8Array[] {
  const ends = [...places.map(place => place % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return ends.map((end, i) => bytes.subarray(i === 0 ? 0 : ends[i - 1], end));
}

describe('splitJsonItems', () => {
  it('finds the items wherever they lie and however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.constantFrom(undefined, 1, '\t'),
        fc.array(fc.nat()),
        fc.boolean(),
        async (values, around, indent, places, first) => {
          const list = { a: { before: around, 'b"é': values, after: '"]}' } };
          const others = { ...around, x: [{ a: 1 }] };
          delete (others as Record<string, unknown>).a;
          const document = first ? { ...list, ...others } : { ...others, ...list };
          const text = JSON.stringify(document, null, indent);
          const bytes = new TextEncoder().encode(`${text}\n${text}`);
          const plain = JSON.parse(JSON.stringify(values)) as unknown[];
          expect(await itemsOf(cut(bytes, places), ['a', 'b"é'])).toEqual([...plain, ...plain]);
        },
      ),
    );
  });

  it.each<[string, string, unknown[]]>([
    ['a list', '[{"a":1}, 2 ,"x"]', [{ a: 1 }, 2, 'x']],
    ['an empty list', ' [ ] ', []],
    ['lists, one after the other', '[1,2][3]\n[4]', [1, 2, 3, 4]],
    ['objects, one after the other', '{"a":1}{"a":2}\n{"a":[]}', [{ a: 1 }, { a: 2 }, { a: [] }]],
    ['a scalar at the end', '1 2', [1, 2]],
    ['a byte order mark', '\ufeff[1]', [1]],
    ['nothing', ' \n', []],
  ])('takes %s as it is', async (_, text, expected) => {
    expect(await items(text)).toEqual(expected);
  });

  it.each<[string, string, RegExp]>([
    ['no such list', '{"records":[]}', /no list "Records"/],
    ['a document without it', '{"Records":[1]}{"a":1}', /no list "Records"/],
    ['something else', '[1]', /no list "Records"/],
    ['no list', '{"Records":{}}', /"Records" is no list/],
    ['half of one', '{"Records":[{"a":1},{"b"', /ends early/],
    ['an end that is missing', '{"Records":[1]', /ends early/],
    ['no JSON', '{Records:[1]}', /no JSON/],
  ])('says when there is %s', async (_, text, message) => {
    await expect(items(text, 'Records')).rejects.toThrow(message);
    await expect(items(text, 'Records')).rejects.toThrow(JsonShapeFault);
  });

  it('does not take a list elsewhere for the one that is meant', async () => {
    const text = '{"a":{"Records":[1]},"b":"\\"Records\\":[2]","Records":[3],"c":{"Records":[4]}}';
    expect(await items(text, 'Records')).toEqual([3]);
  });

  it('gives up an item that is too long and reads on', async () => {
    const bytes = Buffer.from(JSON.stringify(['x'.repeat(99), 'ok', ['y'.repeat(99)]]));
    const pieces = cut(bytes, [5, 20, 60, 110, 130]);
    expect(await itemsOf(pieces, [], 20)).toEqual([undefined, 'ok', undefined]);
  });
});
