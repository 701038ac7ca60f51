import fc from 'fast-check';
import { JsKernels } from './JsKernels';
import { type Codes, type Kernels } from './Kernels';
import { WasmKernels } from './WasmKernels';
import { bitmapWords } from './bitmapWords';

// Both implementations against a naive transcription of what `Kernels` says.

const BYTES = 4 << 20;
const EDGES = [0, 1, 31, 32, 33, 127, 128, 129, 32_767, 32_768, 32_769];
const WIDTHS = [1, 2, 4] as const;
type Width = (typeof WIDTHS)[number];

/** Short ones mostly, where faults are, and each edge for certain. */
const anyRows = fc.oneof(
  { arbitrary: fc.constantFrom(...EDGES.slice(0, 8)), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 700 }), weight: 4 },
  { arbitrary: fc.constantFrom(...EDGES.slice(8)), weight: 1 },
);
const anySeed = fc.integer({ min: 1, max: 0x7fffffff });
const anyWidth = fc.constantFrom<Width>(...WIDTHS);

describe.each([
  ['JsKernels', () => new JsKernels(BYTES)],
  ['WasmKernels', () => WasmKernels.createNow(BYTES)],
] as const)('%s', (_name, create) => {
  const kernels: Kernels = create();
  const { arena } = kernels;

  /** Runs a check with arrays of the arena that are given back after it, whatever comes of it. */
  function using(check: (make: Make) => void): void {
    const given: ArrayBufferView[] = [];
    const keep = <A extends ArrayBufferView>(array: A): A => {
      given.push(array);
      return array;
    };
    try {
      check({
        codes(width, values) {
          const array = keep(
            width === 1
              ? arena.u8(values.length)
              : width === 2
                ? arena.u16(values.length)
                : arena.u32(values.length),
          );
          array.set(values);
          return array;
        },
        u8: values => filled(keep(arena.u8(values.length)), values),
        u16: values => filled(keep(arena.u16(values.length)), values),
        u32: values => filled(keep(arena.u32(values.length)), values),
        f64: values => filled(keep(arena.f64(values.length)), values),
        // Leftovers in a new bitmap must not show in any result.
        bitmap: (rows, bits) =>
          bits
            ? filled(keep(arena.u32(bitmapWords(rows))), wordsOf(bits))
            : keep(arena.u32(bitmapWords(rows))).fill(0xdeadbeef),
      });
    } finally {
      given.forEach(array => arena.free(array));
    }
  }

  it('looks codes up in tables of every length and shape, errors apart', () => {
    const shape = fc.constantFrom('scattered', 'runs', 'few', 'without errors', 'none');
    fc.assert(
      fc.property(anyRows, anyWidth, shape, anySeed, (rows, width, kind, seed) => {
        const random = randomFrom(seed);
        const entries = 1 + (random() % (width === 1 ? 256 : 3_000));
        const table = tableOf(kind, entries, random);
        const values = Array.from({ length: rows }, () => random() % entries);
        using(make => {
          const [truth, error] = [make.bitmap(rows), make.bitmap(rows)];
          const codes = make.codes(width, values);
          const hasError = kernels.lookUp(codes, rows, make.u8(table), truth, error);
          expectBits(
            truth,
            values.map(code => table[code]! & 1),
          );
          expectBits(
            error,
            values.map(code => (table[code]! >> 1) & 1),
          );
          expect(hasError).toBe(values.some(code => table[code]! & 2));
          const alone = make.bitmap(rows);
          const sure = table.map(entry => entry & 1);
          expect(kernels.lookUp(codes, rows, make.u8(sure), alone, undefined)).toBe(false);
          expectSame(alone, truth);
        });
      }),
    );
  });

  it('looks codes up in up to eight tables at once', () => {
    fc.assert(
      fc.property(
        anyRows,
        anyWidth,
        fc.integer({ min: 1, max: 8 }),
        anySeed,
        (rows, width, count, seed) => {
          const random = randomFrom(seed);
          const entries = 1 + (random() % (width === 1 ? 256 : 2_000));
          const table = Array.from({ length: entries }, () => random() & 255);
          const values = Array.from({ length: rows }, () => random() % entries);
          using(make => {
            const bitmaps = Array.from({ length: count }, () => make.bitmap(rows));
            kernels.lookUpEach(make.codes(width, values), rows, make.u8(table), bitmaps);
            bitmaps.forEach((bitmap, bit) => {
              expectBits(
                bitmap,
                values.map(code => (table[code]! >> bit) & 1),
              );
            });
          });
        },
      ),
    );
  });

  it('compares codes with a range, up to the ends of each width', () => {
    fc.assert(
      fc.property(anyRows, anyWidth, anySeed, (rows, width, seed) => {
        const random = randomFrom(seed);
        const all = 2 ** (8 * width);
        const anyCode = () => [0, 1, all - 1, all >>> 1, random() % all][random() % 5]! % all;
        const values = Array.from({ length: rows }, anyCode);
        const [from, to] = [anyCode(), [anyCode(), all, 2 ** 32][random() % 3]!];
        using(make => {
          const truth = make.bitmap(rows);
          kernels.range(make.codes(width, values), rows, from, to, truth);
          expectBits(
            truth,
            values.map(code => +(from <= code && code < to)),
          );
        });
      }),
    );
  });

  it('combines, turns, copies and fills bitmaps', () => {
    fc.assert(
      fc.property(anyRows, anySeed, (rows, seed) => {
        const random = randomFrom(seed);
        const [a, b] = [bitsFrom(rows, random), bitsFrom(rows, random)];
        using(make => {
          const [left, right] = [make.bitmap(rows, a), make.bitmap(rows, b)];
          const out = make.bitmap(rows);
          const outIs = (bit: (row: number) => number) =>
            expectBits(
              out,
              a.map((_, row) => bit(row)),
            );
          kernels.and(left, right, out);
          outIs(row => a[row]! & b[row]!);
          kernels.or(left, right, out);
          outIs(row => a[row]! | b[row]!);
          kernels.andNot(left, right, out);
          outIs(row => a[row]! & ~b[row]!);
          kernels.not(left, rows, out);
          outIs(row => 1 - a[row]!);
          kernels.fill(out, rows, 1);
          outIs(() => 1);
          kernels.fill(out, rows, 0);
          outIs(() => 0);
          kernels.copy(left, out);
          outIs(row => a[row]!);
          kernels.and(out, right, out);
          outIs(row => a[row]! & b[row]!);
          kernels.not(out, rows, out);
          outIs(row => 1 - (a[row]! & b[row]!));
        });
      }),
    );
  });

  it('counts and finds the rows that are set', () => {
    fc.assert(
      fc.property(anyRows, anySeed, (rows, seed) => {
        const random = randomFrom(seed);
        const [a, b] = [bitsFrom(rows, random), bitsFrom(rows, random)];
        const set = a.flatMap((bit, row) => (bit ? [row] : []));
        const from = random() % (rows + 2);
        const room = random() % (rows + 2);
        using(make => {
          const [left, right] = [make.bitmap(rows, a), make.bitmap(rows, b)];
          expect(kernels.count(left)).toBe(set.length);
          expect(kernels.isEmpty(left)).toBe(set.length === 0);
          expect(kernels.countAnd(left, right)).toBe(a.filter((bit, row) => bit & b[row]!).length);
          const out = make.u32(Array<number>(room).fill(7));
          const written = kernels.positions(left, from, out);
          expectSame(out.subarray(0, written), set.filter(row => row >= from).slice(0, room));
        });
      }),
    );
  });

  it('marks the codes of the rows that are set, and no others', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom<2 | 4>(2, 4), anySeed, (rows, width, seed) => {
        const random = randomFrom(seed);
        const bits = bitsFrom(rows, random);
        const values = Array.from({ length: rows + 5 }, () => random() % 2 ** (8 * width));
        const value = random() % 2 ** (8 * width);
        using(make => {
          const codes = make.codes(width, values) as Uint16Array | Uint32Array;
          kernels.mark(make.bitmap(rows, bits), rows, value, codes);
          const marked = values.map((code, row) => (bits[row] ? (code | value) >>> 0 : code));
          expectSame(codes, marked);
        });
      }),
    );
  });

  it('packs up to 16 bitmaps into one number per row', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 0, max: 16 }), anySeed, (rows, count, seed) => {
        const random = randomFrom(seed);
        const planes = Array.from({ length: count }, () => bitsFrom(rows, random));
        using(make => {
          const codes = make.u16(Array<number>(rows + 5).fill(0xabcd));
          const bitmaps = planes.map(bits => make.bitmap(rows, bits));
          kernels.pack(bitmaps, rows, codes);
          const packed = Array.from({ length: rows }, (_, row) =>
            planes.reduce((code, bits, bit) => code | (bits[row]! << bit), 0),
          );
          expectSame(codes, [...packed, ...Array<number>(5).fill(0xabcd)]);
        });
      }),
    );
  });

  it('pairs, translates and finds the first row of each code', () => {
    fc.assert(
      fc.property(anyRows, anyWidth, anySeed, (rows, width, seed) => {
        const random = randomFrom(seed);
        const entries = 1 + (random() % (width === 1 ? 256 : 2_000));
        const values = Array.from({ length: rows }, () => random() % entries);
        const others = Array.from({ length: rows }, () => random() & 0xffff);
        const table = Array.from({ length: entries }, () => random() & 0xffff);
        const multiplier = random() & 0xff;
        using(make => {
          const codes = make.codes(width, values);
          const out = make.u16(Array<number>(rows + 3).fill(9));
          kernels.translate(codes, rows, make.u16(table), out);
          expectSame(out, [...values.map(code => table[code]!), 9, 9, 9]);

          const first = make.u32(Array<number>(entries).fill(0xffffffff));
          kernels.firstRows(codes, rows, first);
          expectSame(
            first,
            table.map((_, code) => values.indexOf(code) >>> 0),
          );

          const [a, b] = [make.u16(values), make.u16(others)];
          kernels.pair(a, b, rows, multiplier, a);
          expectSame(
            a,
            values.map((c, row) => (c * multiplier + others[row]!) & 0xffff),
          );
        });
      }),
      // `indexOf` for every entry is slow on the long ones.
      { numRuns: 50 },
    );
  });

  it('translates codes in place', () => {
    using(make => {
      const codes = make.u16([2, 0, 1, 2, 2, 1]);
      kernels.translate(codes, 6, make.u16([1, 2, 0]), codes);
      expectSame(codes, [0, 1, 2, 0, 0, 2]);
    });
  });

  it('counts pairs of codes, and adds to the counts there are', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(1, 3, 40, 200), anySeed, (rows, width, seed) => {
        const random = randomFrom(seed);
        const a = Array.from({ length: rows }, () => random() % width);
        const b = Array.from({ length: rows }, () => random() % width);
        const expected = Array.from({ length: width * width }, () => random() % 9);
        using(make => {
          const counts = make.u32(expected);
          kernels.histogram(make.u16(a), make.u16(b), rows, width, counts);
          a.forEach((code, row) => expected[code * width + b[row]!]!++);
          expectSame(counts, expected);
        });
      }),
    );
  });

  it('sums in the order of the rows, to the last bit', () => {
    fc.assert(
      fc.property(anyRows, anySeed, (rows, seed) => {
        const random = randomFrom(seed);
        const codes = Array.from({ length: rows }, () => random() % 7);
        const values = codes.map(() => random() / 3);
        using(make => {
          const sums = make.f64(Array<number>(7).fill(0.1));
          kernels.sum(make.u16(codes), rows, make.f64(values), sums);
          const expected = Array<number>(7).fill(0.1);
          codes.forEach((code, row) => (expected[code]! += values[row]!));
          expectSame(sums, expected);
        });
      }),
    );
  });

  it('works on parts that begin at a multiple of 128 rows', () => {
    const values = Array.from({ length: 1_000 }, (_, row) => row % 251);
    using(make => {
      const [codes, truth] = [make.codes(1, values), make.bitmap(1_000)];
      for (let from = 0; from < 1_000; from += 256) {
        const rows = Math.min(256, 1_000 - from);
        const words = truth.subarray(from / 32, from / 32 + bitmapWords(rows));
        kernels.range(codes.subarray(from, from + rows), rows, 17, 99, words);
      }
      expectBits(
        truth,
        values.map(code => +(code >= 17 && code < 99)),
      );
    });
  });

  it('refuses arrays that are too short', () => {
    using(make => {
      const [short, codes] = [make.bitmap(128), make.codes(1, Array<number>(129).fill(0))];
      expect(() => kernels.range(codes, 129, 0, 1, short)).toThrow('too short: 8 are needed');
      expect(() => kernels.range(codes, 130, 0, 1, make.bitmap(130))).toThrow(RangeError);
      expect(() => kernels.and(short, short, make.bitmap(256))).toThrow(RangeError);
      expect(() => kernels.pack(Array(17).fill(short), 1, make.u16([0]))).toThrow('16 bitmaps');
    });
  });
});

it('refuses arrays of another arena in WebAssembly, where addresses would be wrong', () => {
  const kernels = WasmKernels.createNow(1_000);
  expect(() => kernels.count(new Uint32Array(4))).toThrow('their own arena');
});

it('refuses an arena that WebAssembly cannot have', () => {
  expect(() => WasmKernels.createNow(2 ** 32)).toThrow('less than 4 GiB');
});

interface Make {
  codes(width: Width, values: readonly number[]): Codes;
  u8(values: readonly number[]): Uint8Array;
  u16(values: readonly number[]): Uint16Array;
  u32(values: readonly number[]): Uint32Array;
  f64(values: readonly number[]): Float64Array;
  bitmap(rows: number, bits?: readonly number[]): Uint32Array;
}

function filled<A extends { set(values: readonly number[]): void }>(
  array: A,
  values: readonly number[],
): A {
  array.set(values);
  return array;
}

/** Marsaglia's xorshift: quick, and from fast-check's seed alone. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function tableOf(kind: string, entries: number, random: () => number): number[] {
  const [from, to] = [random() % entries, random() % entries];
  switch (kind) {
    case 'scattered':
      return Array.from({ length: entries }, () => random() % 3);
    case 'without errors':
      return Array.from({ length: entries }, () => random() & 1);
    case 'runs':
      return Array.from({ length: entries }, (_, code) => +(code >= from && code < to));
    case 'few':
      return Array.from({ length: entries }, () => +(random() % 40 === 0));
    default:
      return Array<number>(entries).fill(0);
  }
}

/** Dense, sparse or empty. */
function bitsFrom(rows: number, random: () => number): number[] {
  const one = [2, 200, 0xffffffff][random() % 3]!;
  return Array.from({ length: rows }, () => +(random() % one === 0));
}

/** Compares a whole bitmap, with what lies beyond its rows. */
function expectBits(bitmap: Uint32Array, bits: readonly number[]): void {
  expectSame(bitmap, wordsOf(bits));
}

/** `toEqual` takes a second for a hundred thousand numbers; this says the first that differs. */
function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  let index = 0;
  while (index < actual.length && Object.is(actual[index], expected[index])) {
    index++;
  }
  expect({ index, value: actual[index] }).toEqual({ index, value: expected[index] });
}

function wordsOf(bits: readonly number[]): number[] {
  const words = Array<number>(bitmapWords(bits.length)).fill(0);
  bits.forEach((bit, row) => (words[row >>> 5]! |= bit << (row & 31)));
  return words.map(word => word >>> 0);
}
