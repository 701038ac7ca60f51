import { replay } from '../engine/replay';
import { createRecordingSet } from '../RecordingSet';
import { ALLOW_ALL, askFrom, policySetOf } from '../testing/policies';
import { recordingOf } from '../testing/recordingOf';
import type { Recording } from '@countersign/model';
import { checkBudgets, type ReplayBudget } from './checkBudgets';

const allowing = policySetOf(ALLOW_ALL);
const asking = policySetOf(askFrom('low', 2));
const at = '2026-05-04T10:00:00Z';
const twoWeeksLater = '2026-05-18T10:00:00Z';
const reviews = [{ by: 'p', vote: 'approve' as const, minutes: 90 }];
const failed = recordingOf({ executedAt: at, outcome: { status: 'failed', at } });

async function check(
  budget: ReplayBudget,
  recordings: Recording[],
  [base, head]: (typeof allowing | undefined)[] = [allowing, asking],
) {
  const set = createRecordingSet({ name: 'test', recordings });
  const result = await replay({ set, head: head!, ...(base && { base }) });
  return checkBudgets(result, set, budget);
}

describe('checkBudgets', () => {
  it('says nothing of what has no budget', async () => {
    expect(await check({}, [failed])).toEqual([]);
  });

  it('lets through what is just within, and says by how much the rest is over', async () => {
    const loosened = [asking, allowing];
    expect(await check({ maxRegret: 2 }, [failed, failed], loosened)).toMatchObject([
      { ok: true, actual: 2 },
    ]);
    expect(await check({ maxRegret: 1 }, [failed, failed], loosened)).toEqual([
      {
        budget: 'maxRegret',
        limit: 1,
        actual: 2,
        ok: false,
        message: 'Regret: 2 newly allowed and gone wrong, 1 more than the budget of 1.',
      },
    ]);
  });

  it('counts toil by the week of the recorded span', async () => {
    // Two reviews of 90 minutes for each of three recordings: 9 hours in two weeks.
    const three = [
      recordingOf({ reviews }),
      recordingOf({ reviews }),
      recordingOf({ reviews, at: twoWeeksLater }),
    ];
    expect(await check({ maxToil: 4.5, maxReviews: 2 }, three)).toEqual([
      expect.objectContaining({ budget: 'maxToil', actual: 4.5, ok: true }),
      {
        budget: 'maxReviews',
        limit: 2,
        actual: 3,
        ok: false,
        message: 'Newly asked reviews: 3 a week, over 2 weeks, 1 more than the budget of 2.',
      },
    ]);
  });

  it('never takes an hour for a busy week', async () => {
    expect(await check({ maxReviews: 2 }, [recordingOf()])).toMatchObject([
      { actual: 2, ok: true },
    ]);
  });

  it.each<[string, ReplayBudget, Recording[], (typeof allowing | undefined)[]]>([
    ['an empty set', { maxUnknown: 100 }, [], [allowing, asking]],
    ['nothing to compare with', { maxRegret: 100 }, [failed], [undefined, allowing]],
    ['reviews of unknown duration', { maxToil: 100 }, [recordingOf()], [allowing, asking]],
  ])('exceeds any budget with %s', async (_, budget, recordings, policies) => {
    const [finding] = await check(budget, recordings, policies);
    expect(finding).toMatchObject({
      ok: false,
      message: expect.stringContaining('cannot be told'),
    });
    expect(finding).not.toHaveProperty('actual');
  });

  it('holds what cannot be judged against a share', async () => {
    const plain = recordingOf();
    const unknown = recordingOf({
      resource: { ...plain.resource, known: false },
      factors: { ...plain.factors, missing: ['target'] },
    });
    expect(await check({ maxUnknown: 20 }, [plain, plain, plain, unknown])).toMatchObject([
      { actual: 25, ok: false, message: expect.stringContaining('5 more than the budget of 20') },
    ]);
  });
});
