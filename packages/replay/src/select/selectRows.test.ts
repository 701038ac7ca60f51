import { replay } from '../engine/replay';
import { GROUP_KEYS } from '../group/GroupKey';
import { groupByEach } from '../group/groupBy';
import { reviewsOf } from '../group/reviewsOf';
import { createRecordingSet } from '../RecordingSet';
import { askFrom, policySetOf } from '../testing/policies';
import { variedRecordings } from '../testing/variedRecordings';
import { SELECTIONS, SELECTION_NAMES, type Selection } from './Selection';
import { selectRows } from './selectRows';

const set = createRecordingSet({ name: 'test', recordings: variedRecordings() });
const policies = [policySetOf(askFrom('high')), policySetOf(askFrom('moderate', 2))];

describe.each([
  ['a stricter policy', policies[0], policies[1]!],
  ['a looser policy', policies[1], policies[0]!],
  ['recorded decisions', undefined, policies[1]!],
])('under %s', (_, base, head) => {
  const given = { set, head, ...(base && { base }) };

  it('every number opens to as many recordings as it counts', async () => {
    const result = await replay(given);
    const counted = SELECTION_NAMES.flatMap(number => {
      const { counts }: Selection = SELECTIONS[number];
      const rows = [...selectRows(result, set, [{ number }])];
      return counts ? [{ number, opens: rows.length, counts: result.totals[counts] }] : [];
    });
    expect(counted.length).toBeGreaterThan(15);
    expect(counted.filter(({ opens, counts }) => opens !== counts)).toEqual([]);
  });

  it('toil opens to the recordings with reviews that are newly asked for', async () => {
    const result = await replay(given);
    const rows = [...selectRows(result, set, [{ number: 'toil' }])];
    const reviews = rows.map(row => reviewsOf(row));
    const more = reviews.reduce((sum, each) => sum + each.head - each.base, 0);
    expect(more).toBe(result.totals.toilReviews);
  });

  it('every number of a group opens to as many recordings as it counts', async () => {
    const result = await replay(given);
    const keys = GROUP_KEYS.map(key => [key]);
    for (const { by, groups } of groupByEach(result, set, keys)) {
      for (const { values, total, totals } of groups) {
        const group = { key: by[0]!, value: values[0]! };
        const rowsOf = (...filters: Parameters<typeof selectRows>[2]) => [
          ...selectRows(result, set, [group, ...filters]),
        ];
        expect(rowsOf()).toHaveLength(total);
        expect(rowsOf({ number: 'newly-gated' })).toHaveLength(totals.newlyGated);
      }
    }
  });
});
