import fc from 'fast-check';
import type { JsonValue, Recording } from '@countersign/model';
import { arbitraryRecording } from '../testing/arbitraryRecording';
import { recordingOf } from '../testing/recordingOf';
import { ColumnsBuilder } from './ColumnsBuilder';

function columnsOf(recordings: Iterable<Recording>) {
  const builder = new ColumnsBuilder();
  for (const recording of recordings) {
    builder.add(recording);
  }
  return builder.finish();
}

const withProperties = (properties: Record<string, JsonValue>) => {
  const recording = recordingOf();
  return {
    ...recording,
    proposal: { ...recording.proposal, action: { name: 'x', properties } },
  };
};

describe('columns', () => {
  it('give every recording back as it was', () => {
    fc.assert(
      fc.property(fc.array(arbitraryRecording, { maxLength: 40 }), recordings => {
        const columns = columnsOf(recordings);
        expect(columns.rows).toBe(recordings.length);
        recordings.forEach((recording, row) => {
          // As text, so that the order of members is compared where it is the agent's own.
          const rebuilt = columns.recordingAt(row);
          expect(rebuilt).toEqual(recording);
          expect(JSON.stringify(rebuilt.proposal.action)).toBe(
            JSON.stringify(recording.proposal.action),
          );
        });
      }),
      { numRuns: 200 },
    );
  });

  it('keep any parameters, whatever their names', () => {
    const json = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(json), all => {
        const texts = all.map(each => JSON.stringify(each));
        const columns = columnsOf(
          texts.map(text => withProperties(JSON.parse(text) as Record<string, JsonValue>)),
        );
        texts.forEach((text, row) =>
          expect(JSON.stringify(columns.recordingAt(row).proposal.action.properties)).toBe(text),
        );
      }),
    );
  });

  it('keep parameters of more names than get parts of their own', () => {
    const recordings = Array.from({ length: 400 }, (_, i) =>
      withProperties({ [`name-${i}`]: i, [`name-${(i * 7) % 400}`]: 'x', common: true }),
    );
    const columns = columnsOf(recordings);
    recordings.forEach((recording, row) => expect(columns.recordingAt(row)).toEqual(recording));
  });

  it('keep a part as texts once nearly all its values differ', () => {
    const recordings = Array.from({ length: 40_000 }, (_, i) =>
      withProperties({ sha: `sha-${i}` }),
    );
    const columns = columnsOf(recordings);
    expect(columns.part('action.properties.sha').kind).toBe('texts');
    expect([0, 17_000, 39_999].map(row => columns.recordingAt(row))).toEqual(
      [0, 17_000, 39_999].map(row => recordings[row]),
    );
  });

  it.each([
    ['2026-05-04T10:00:00Z'],
    ['2026-05-04T10:00:00.120Z'],
    ['2026-05-04T10:00:00.1Z'],
    ['2026-05-04T10:00:00.123456789Z'],
    ['2026-05-04T10:00Z'],
  ])('keep how an instant is spelt: %s', at => {
    const recordings = ['2026-05-03T00:00:00.000Z', at, '2026-05-05T00:00:00Z'].map(text =>
      recordingOf({ at: text, executedAt: at }),
    );
    const columns = columnsOf([...recordings, recordingOf()]);
    expect([0, 1, 2].map(row => columns.recordingAt(row))).toEqual(recordings);
    expect(columns.instants('executedAt').codes.at(-1)).toBe(0);
  });

  it('sort what differs: texts by code units, numbers as numbers, absent first', () => {
    const values = ['b', 10, true, 'a', 9, null, [1], false, 'ab', -1];
    const columns = columnsOf([
      ...values.map(value => withProperties({ value })),
      withProperties({}),
    ]);
    const column = columns.part('action.properties.value');
    expect(column).toMatchObject({
      values: [undefined, null, false, true, -1, 9, 10, 'a', 'ab', 'b', [1]],
    });
  });

  it('refuse a row that is not there', () => {
    expect(() => columnsOf([]).recordingAt(0)).toThrow('no row 0');
  });
});
