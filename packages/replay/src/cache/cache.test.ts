import fc from 'fast-check';
import type { JsonValue, Recording } from '@countersign/model';
import { columnsOf } from '../columns/columnsOf';
import { recordingOf } from '../testing/recordingOf';
import { CacheFault, type CacheFaultCode } from './CacheFault';
import { Checksum } from './checksum';
import { readColumns } from './readColumns';
import { writeColumns } from './writeColumns';

const origin = { source: `sha256:${'0'.repeat(64)}`, visibleTo: ['group:default/platform'] };

const cacheOf = (recordings: readonly Recording[]) =>
  Buffer.concat(writeColumns(columnsOf(recordings), origin));

/** As a machine would have read it from a file: in memory of its own, which may begin anywhere. */
function placed(bytes: Uint8Array, at = 0): Uint8Array {
  const place = new Uint8Array(bytes.length + at);
  place.set(bytes, at);
  return place.subarray(at);
}

const some = Array.from({ length: 50 }, (_, i) =>
  recordingOf({
    id: `r-${i}`,
    at: `2026-05-04T10:00:${String(i).padStart(2, '0')}${i % 2 ? 'Z' : '.000Z'}`,
    reviews: i % 7 ? [] : [{ by: `p-${i}`, vote: 'approve', minutes: i / 2 }],
    ...(i % 3 === 0 && { executedAt: '2026-05-04T11:00:00.120Z' }),
  }),
);

describe('a cache file', () => {
  it('gives every recording back', () => {
    const parameter = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>;
    const recordings = fc.array(
      fc
        .record({
          id: fc.string({ unit: 'binary' }),
          properties: fc.dictionary(fc.string(), parameter, { maxKeys: 4 }),
          at: fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
        })
        .map(({ id, properties, at }): Recording => {
          const base = recordingOf({ id, at });
          const action = { ...base.proposal.action, properties };
          return { ...base, proposal: { ...base.proposal, action } };
        }),
    );
    fc.assert(
      fc.property(recordings, fc.nat(9), (given, at) => {
        const { columns } = readColumns(placed(cacheOf(given), at));
        const plain = JSON.parse(JSON.stringify(given)) as Recording[];
        expect(plain.map((_, row) => columns.recordingAt(row))).toEqual(plain);
      }),
      { numRuns: 50 },
    );
    const read = readColumns(placed(cacheOf(some)));
    expect(read).toMatchObject(origin);
    expect(some.map((_, row) => read.columns.recordingAt(row))).toEqual(some);
  });

  it('is viewed where it lies', () => {
    const bytes = placed(cacheOf(some));
    const { parts } = readColumns(bytes).columns;
    expect((parts.get('id') as { bytes: Uint8Array }).bytes.buffer).toBe(bytes.buffer);
  });

  const bytes = cacheOf(some);
  const changed = (at: number, to: number) => {
    const copy = placed(bytes);
    copy[at] = to;
    return copy;
  };
  it.each<[string, Uint8Array, CacheFaultCode]>([
    ['nothing', new Uint8Array(0), 'foreign'],
    ['a text', Buffer.from('{"id":"r-1"}\n'.repeat(9)), 'foreign'],
    ['a file whose line ends were changed', changed(7, 0x0d), 'foreign'],
    ['half a header', placed(bytes.subarray(0, 20)), 'truncated'],
    ['half a file', placed(bytes.subarray(0, 1600)), 'truncated'],
    ['a file and a bit', placed(Buffer.concat([bytes, new Uint8Array(16)])), 'truncated'],
    [
      'another byte order',
      placed(Buffer.from(bytes).fill(Uint8Array.of(1, 2, 3, 4), 8, 12)),
      'other_version',
    ],
    ['an older version', changed(12, 0), 'other_version'],
    ['a damaged head', changed(50, 0x7a), 'damaged'],
    ['a damaged checksum', changed(33, bytes[33]! ^ 1), 'damaged'],
  ])('refuses %s', (_, given, code) => {
    expect(() => readColumns(given)).toThrow(expect.objectContaining({ name: 'CacheFault', code }));
  });

  it('refuses any change of a byte', () => {
    // Two words of the header are for later and mean nothing yet.
    const meaningful = (at: number) => (at < 28 || at >= 32) && (at < 40 || at >= 48);
    const places = Array.from({ length: bytes.length }, (_, at) => at).filter(
      at => meaningful(at) && (at < 64 || at % 37 === 0),
    );
    for (const at of places) {
      expect(() => readColumns(changed(at, bytes[at]! ^ (1 << (at % 8))))).toThrow(CacheFault);
    }
  });
});

describe('the checksum', () => {
  it('does not depend on the pieces', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i * 7);
    const whole = new Checksum();
    whole.update(bytes);
    const parts = new Checksum();
    parts.update(bytes.subarray(0, 48));
    parts.update(bytes.subarray(48));
    expect(parts.finish()).toEqual(whole.finish());
  });

  it('tells zeros apart by their number, and groups by their order', () => {
    const sums = [
      new Uint8Array(0),
      new Uint8Array(16),
      new Uint8Array(32),
      Uint8Array.from({ length: 32 }, (_, i) => Number(i >= 16)),
      Uint8Array.from({ length: 32 }, (_, i) => Number(i < 16)),
    ].map(bytes => {
      const sum = new Checksum();
      sum.update(bytes);
      return sum.finish().join();
    });
    expect(new Set(sums).size).toBe(sums.length);
  });
});
