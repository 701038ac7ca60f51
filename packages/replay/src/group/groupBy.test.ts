import { type Recording } from '@countersign/model';
import { replay } from '../engine/replay';
import type { ReplayTotals } from '../engine/ReplayResult';
import { createRecordingSet } from '../RecordingSet';
import { variedRecordings } from '../testing/variedRecordings';
import { askFrom, policySetOf } from '../testing/policies';
import { recordingOf } from '../testing/recordingOf';
import { groupBy, groupByEach } from './groupBy';
import { GROUP_KEYS, NO_TEAM } from './GroupKey';

const base = policySetOf(askFrom('high'));
const head = policySetOf(askFrom('moderate', 2));

async function replayed(recordings: Recording[], against: typeof base | undefined = base) {
  const set = createRecordingSet({ name: 'test', recordings });
  const given = { set, head, ...(against && { base: against }) };
  const result = await replay(given);
  return { set, result };
}

/** Every number of some totals, the matrix's among them. */
const numbersOf = ({ matrix, ...rest }: ReplayTotals): number[] => [
  ...Object.values(rest),
  ...Object.values(matrix).flatMap(row => Object.values(row)),
];

describe('groupBy', () => {
  it.each([[base], [undefined]])(
    'gives groups whose numbers add up to the whole',
    async against => {
      const { set, result } = await replayed(variedRecordings(), against);
      expect(result.totals.toilReviews).toBeGreaterThan(0);
      const groupings = [...GROUP_KEYS.map(key => [key]), ['team', 'week'] as const];
      for (const { by, groups } of groupByEach(result, set, groupings)) {
        expect(groups.length).toBeGreaterThan(1);
        const sums = groups
          .map(({ totals }) => numbersOf(totals))
          .reduce((a, b) => a.map((value, index) => value + b[index]!));
        numbersOf(result.totals).forEach((value, index) =>
          expect(sums[index]).toBeCloseTo(value, 6),
        );
        expect(groups.reduce((sum, { total }) => sum + total, 0)).toBe(result.total);
        expect(groups.map(({ values }) => values.length)).toEqual(groups.map(() => by.length));
      }
    },
  );

  it('names what has no owner, and sorts', async () => {
    const { owner: _, ...unowned } = recordingOf().resource;
    const { set, result } = await replayed([recordingOf(), recordingOf({ resource: unowned })]);
    const { groups } = groupBy(result, set, ['team']);
    expect(groups.map(({ values }) => values)).toEqual([[NO_TEAM], ['group:default/payments']]);
  });
});
