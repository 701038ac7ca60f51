import fc from 'fast-check';
import type { JsonValue, Recording } from '@countersign/model';
import { recordingOf } from '../testing/recordingOf';
import { readRecordingLine } from './readRecordingLine';
import { RecordingReader } from './RecordingReader';

/** What both ways make of each line, the reader having seen those before it. */
function agree(lines: readonly string[]): void {
  const reader = new RecordingReader();
  for (const line of lines) {
    const read = reader.read(line);
    expect(read).toEqual(readRecordingLine(line));
    // The same in every byte, too, when it is written again: no member lost, none added.
    const twice = JSON.parse(JSON.stringify(read ?? null)) as unknown;
    expect(twice).toEqual(JSON.parse(JSON.stringify(readRecordingLine(line) ?? null)));
  }
}

const properties = fc.dictionary(
  fc.oneof(fc.constantFrom('at', 'id', 'a', 'b', '__proto__', 'x","y'), fc.string()),
  fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('x', 1, null, true, ',"at":"')),
  { maxKeys: 4 },
) as fc.Arbitrary<Record<string, JsonValue>>;

const recordings: fc.Arbitrary<Recording> = fc
  .record(
    {
      properties,
      id: fc.string({ minLength: 1, maxLength: 9 }),
      at: fc.constantFrom('2026-05-04T10:00:00Z', '2026-05-04T10:00:00.123Z'),
      tier: fc.integer({ min: 0, max: 3 }),
      executedAt: fc.constantFrom('2026-05-04T11:00:00Z'),
      rationale: fc.constantFrom('one', ',"factors":{', '"}'),
      outcome: fc.constantFrom<Recording['outcome']>(
        { status: 'failed', at: '2026-05-04T12:00:00Z' },
        { status: 'succeeded', at: '2026-05-04T12:00:00Z', detail: ',"at":"' },
      ),
    },
    { requiredKeys: ['properties', 'id', 'at', 'tier'] },
  )
  .map(({ properties: parameters, tier, rationale, ...rest }) => {
    const base = recordingOf(rest);
    return {
      ...base,
      resource: { ...base.resource, tier: tier as 0 },
      proposal: {
        ...base.proposal,
        action: { ...base.proposal.action, properties: parameters },
        context: rationale === undefined ? {} : { rationale },
      },
    };
  });

describe('RecordingReader', () => {
  it('reads what the schema reads', () => {
    fc.assert(
      fc.property(fc.array(recordings, { maxLength: 30 }), all =>
        agree(all.map(each => JSON.stringify(each))),
      ),
    );
  });

  it('says of a changed line what the schema says', () => {
    const change = fc.record({
      place: fc.nat(),
      cut: fc.nat(3),
      text: fc.constantFrom(
        '',
        ' ',
        '"',
        '}',
        '{',
        ',',
        '\\',
        '1e999',
        ',"at":1',
        ',"x":1',
        'null',
      ),
    });
    fc.assert(
      fc.property(recordings, fc.array(change, { minLength: 1, maxLength: 20 }), (one, changes) => {
        const line = JSON.stringify(one);
        const changed = changes.map(({ place, cut, text }) => {
          const at = place % line.length;
          return line.slice(0, at) + text + line.slice(at + cut);
        });
        agree([line, line, ...changed, line]);
      }),
    );
  });

  const line = JSON.stringify(recordingOf());
  it.each([
    ['a member twice', line.replace('{"id":"r-1"', '{"id":"r-1","id":"r-2"')],
    ['a member twice, at the end', line.replace(/}$/, ',"id":"r-2"}')],
    [
      'a parameter out of range',
      line.replace('"name":"service.restart"', '"name":"x","properties":{"a":1e999}'),
    ],
    [
      'a list of those',
      line.replace('"name":"service.restart"', '"name":"x","properties":{"a":[1e999]}'),
    ],
    ['white space', JSON.stringify(recordingOf(), null, 1).replaceAll('\n', ' ')],
    ['another order', JSON.stringify(Object.fromEntries(Object.entries(recordingOf()).reverse()))],
    ['an unknown member', line.replace('"known":true', '"known":true,"x":1')],
    ['a missing member', line.replace('"known":true,', '')],
    ['a wrong value', line.replace('"known":true', '"known":1')],
    ['nothing', '  '],
    ['no object', '[]'],
  ])('is as strict with %s', (_, changed) => {
    expect(changed).not.toBe(line);
    agree([line, line, changed, changed, line]);
  });

  it('goes on when it has seen too much to remember', () => {
    const lines = Array.from({ length: 5000 }, (_, i) =>
      JSON.stringify(recordingOf({ id: `r-${i}` })),
    );
    const reader = new RecordingReader();
    const ids = lines
      .map(each => reader.read(each))
      .map(read => read && 'recording' in read && read.recording.id);
    expect(ids).toEqual(lines.map((__, i) => `r-${i}`));
  });
});
