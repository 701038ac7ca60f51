import { createRecordingSet } from '../RecordingSet';
import { replay } from '../engine/replay';
import { ALLOW_ALL, askFrom, policySetOf } from '../testing/policies';
import { recordingOf } from '../testing/recordingOf';
import { describeReplay } from './describeReplay';

const executedAt = '2026-05-04T10:01:00Z';
const set = createRecordingSet({
  name: 'may_2026',
  recordings: [
    recordingOf({ executedAt, outcome: { status: 'failed', at: executedAt } }),
    recordingOf({ executedAt }),
  ],
});
const looser = () =>
  replay({ set, base: policySetOf(askFrom('low')), head: policySetOf(ALLOW_ALL) });

describe('describeReplay', () => {
  it('says what changes, and what it would have cost', async () => {
    expect(describeReplay(await looser())).toEqual([
      '2 recordings of "may_2026" decided anew.',
      'Approvals asked for: 0 (0.0 %); denied: 0 (0.0 %); allowed: 2 (100.0 %).',
      'Of 1 action that went wrong, people would have been asked about 0 (0.0 %).',
      'Changed: 2 (100.0 %).',
      'Newly allowed: 2; 2 of them were executed, and 1 of those went wrong (regret).',
      'No outcome is known of 1 (50.0 %): nothing can be said of what they did.',
    ]);
  });

  it('does not make up hours where no review was ever recorded', async () => {
    const result = await replay({
      set,
      base: policySetOf(ALLOW_ALL),
      head: policySetOf(askFrom('low')),
    });
    expect(describeReplay(result).join('\n')).toContain(
      'at least 2 reviews (toil), of unknown duration',
    );
  });

  it('says so when there is nothing to compare with, and nothing at all', async () => {
    const alone = await replay({ set, head: policySetOf(ALLOW_ALL) });
    expect(describeReplay(alone)).toContain(
      'There is nothing to compare with: no base policy, and no recorded decisions.',
    );
    const empty = createRecordingSet({ name: 'none', recordings: [] });
    const nothing = await replay({ set: empty, head: policySetOf(ALLOW_ALL) });
    expect(describeReplay(nothing)).toEqual([
      'The set "none" holds no recordings, so nothing could be replayed.',
    ]);
  });
});
