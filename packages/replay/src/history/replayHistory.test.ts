import { replay } from '../engine/replay';
import { createRecordingSet } from '../RecordingSet';
import { ALLOW_ALL, askFrom, policySetOf } from '../testing/policies';
import { variedRecordings } from '../testing/variedRecordings';
import { PolicyHistory, PolicyHistoryFault } from './PolicyHistory';
import { replayHistory } from './replayHistory';

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const early = policySetOf(askFrom('high'));
const late = policySetOf(ALLOW_ALL);
const head = policySetOf(askFrom('moderate', 2));
const recordings = variedRecordings();
const set = createRecordingSet({ name: 'test', recordings });

describe('PolicyHistory', () => {
  const history = new PolicyHistory([
    { name: 'c', since: day('2026-03-01') },
    { name: 'a', since: day('2026-01-01'), until: day('2026-02-01') },
    { name: 'b', since: day('2026-02-15') },
  ]);

  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 'a'],
    ['2026-01-31', 'a'],
    ['2026-02-01', undefined],
    ['2026-02-15', 'b'],
    ['2026-02-28', 'b'],
    ['2026-03-01', 'c'],
    ['2030-01-01', 'c'],
  ])('on %s says %s', (date, name) => {
    expect(history.at(day(date))?.name).toBe(name);
  });

  it.each([
    [
      'begin at once',
      [
        { name: 'a', since: 1 },
        { name: 'b', since: 1 },
      ],
    ],
    [
      'overlap',
      [
        { name: 'a', since: 1, until: 3 },
        { name: 'b', since: 2 },
      ],
    ],
    ['end before they begin', [{ name: 'a', since: 2, until: 2 }]],
  ])('refuses versions that %s', (_, versions) => {
    expect(() => new PolicyHistory(versions)).toThrow(PolicyHistoryFault);
  });
});

describe('replayHistory', () => {
  const turn = '2026-02-10T00:00:00Z';

  it('decides each recording by the version of its instant', async () => {
    const history = new PolicyHistory([
      { name: 'early', since: 0, policies: early },
      { name: 'late', since: Date.parse(turn), policies: late },
    ]);
    const { result, spans } = await replayHistory({ set, head, history });
    const [before, after] = [
      await replay({ set, head, base: early }),
      await replay({ set, head, base: late }),
    ];
    const rows = [...result.rows];
    expect(rows).toHaveLength(recordings.length);
    const [a, b] = [[...before.rows], [...after.rows]];
    rows.forEach((row, index) =>
      expect(row).toEqual((recordings[index]!.at < turn ? a : b)[index]),
    );
    const first = recordings.filter(({ at }) => at < turn).length;
    expect(spans).toMatchObject([
      { version: 'early', recordings: first, until: '2026-02-10T00:00:00.000Z' },
      { version: 'late', recordings: recordings.length - first },
    ]);
  });

  it('comes to the same as a plain replay when one version holds all the time', async () => {
    const history = new PolicyHistory([{ name: 'only', since: 0, policies: early }]);
    const { result } = await replayHistory({ set, head, history });
    const plain = await replay({ set, head, base: early });
    const { rows, ...numbers } = result;
    const { rows: plainRows, ...plainNumbers } = plain;
    expect([...rows]).toEqual([...plainRows]);
    expect(numbers).toMatchObject({ totals: plainNumbers.totals, byRule: plainNumbers.byRule });
  });

  it('counts the same in spans as at once', async () => {
    const versions = ['2026-01-01', '2026-01-20', '2026-02-20', '2026-03-07'].map((date, n) => ({
      name: `v${n}`,
      since: day(date),
      policies: early,
    }));
    const { result } = await replayHistory({ set, head, history: new PolicyHistory(versions) });
    const plain = await replay({ set, head, base: early });
    expect(result.totals.toilMinutes).toBeCloseTo(plain.totals.toilMinutes, 6);
    const round = (totals: typeof plain.totals) => ({ ...totals, toilMinutes: 0 });
    expect(round(result.totals)).toEqual(round(plain.totals));
    expect(result.byRule).toEqual(plain.byRule);
  });

  it('takes what was decided at the time where no version is known, or it cannot decide', async () => {
    const history = new PolicyHistory([
      { name: 'torn', since: Date.parse(turn), fault: 'It is torn.' },
    ]);
    const { result, spans } = await replayHistory({ set, head, history });
    const plain = await replay({ set, head });
    expect([...result.rows]).toEqual([...plain.rows]);
    expect(spans).toMatchObject([{}, { version: 'torn', fault: 'It is torn.' }]);
    expect(spans[0]).not.toHaveProperty('version');
  });
});
