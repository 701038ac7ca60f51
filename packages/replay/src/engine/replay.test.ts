import fc from 'fast-check';
import { DECISIONS, LEVELS, REVERSIBILITIES, type Recording } from '@countersign/model';
import { decide } from '@countersign/policy';
import { createRecordingSet } from '../RecordingSet';
import { ALLOW_ALL, askFrom, policySetOf } from '../testing/policies';
import { recordingOf } from '../testing/recordingOf';
import { replay } from './replay';

const setOf = (...recordings: Recording[]) => createRecordingSet({ name: 'test', recordings });
const rolledBack = { status: 'rolled_back', at: '2026-05-04T11:00:00Z' } as const;
const executedAt = '2026-05-04T10:01:00Z';

const plain = recordingOf();
const recordingArbitrary: fc.Arbitrary<Recording> = fc
  .record({
    size: fc.nat(20),
    reversibility: fc.constantFrom(...REVERSIBILITIES, undefined),
    known: fc.boolean(),
    executed: fc.boolean(),
    outcome: fc.constantFrom(undefined, 'succeeded' as const, 'failed' as const),
    decided: fc.option(
      fc.record({ decision: fc.constantFrom(...DECISIONS), level: fc.constantFrom(...LEVELS) }),
      { nil: undefined },
    ),
  })
  .map(given => ({
    ...plain,
    resource: { ...plain.resource, known: given.known },
    factors: {
      ...plain.factors,
      reversibility: given.reversibility,
      blastRadius: { ...plain.factors.blastRadius, size: given.size },
      missing: given.known ? [] : (['target'] as const).slice(),
    },
    ...(given.executed && { executedAt }),
    ...(given.outcome && { outcome: { status: given.outcome, at: '2026-05-04T11:00:00Z' } }),
    ...(given.decided && { decided: given.decided }),
  }));

describe('replay', () => {
  it('gives every row what the plain evaluator says, on both sides', async () => {
    const base = policySetOf(askFrom('moderate'));
    const head = policySetOf(askFrom('high'));
    await fc.assert(
      fc.asyncProperty(fc.array(recordingArbitrary), async recordings => {
        const { rows } = await replay({ set: setOf(...recordings), base, head });
        const answer = (recording: Recording, set: typeof head) => {
          const { decision, level, rule, requirement } = decide(set, recording);
          return { decision, level, ...(rule && { rule }), ...(requirement && { requirement }) };
        };
        expect([...rows].map(({ base: b, head: h }) => [b, h])).toEqual(
          recordings.map(recording => [answer(recording, base), answer(recording, head)]),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('changes nothing when base and head are the same, except what cannot be judged', async () => {
    const set = policySetOf(askFrom('moderate'));
    await fc.assert(
      fc.asyncProperty(fc.array(recordingArbitrary), async recordings => {
        const { totals } = await replay({ set: setOf(...recordings), base: set, head: set });
        expect(totals.changed).toBe(0);
        expect(totals.unchanged + totals.unknown).toBe(recordings.length);
      }),
      { numRuns: 50 },
    );
  });

  it('counts as regret what is newly allowed, was executed and went wrong', async () => {
    const { totals, byRule } = await replay({
      set: setOf(
        recordingOf({ executedAt, outcome: rolledBack }),
        recordingOf({ outcome: rolledBack }),
        recordingOf({ executedAt, outcome: { status: 'succeeded', at: executedAt } }),
      ),
      base: policySetOf(askFrom('low')),
      head: policySetOf(ALLOW_ALL),
    });
    expect(totals).toMatchObject({ newlyAllowed: 3, newlyAllowedExecuted: 2, regret: 1 });
    expect(byRule).toEqual([
      expect.objectContaining({ rule: 'all', newlyAllowed: 3, newlyAllowedWentWrong: 1 }),
      expect.objectContaining({ rule: 'ask', released: 3, releasedWentWrong: 1 }),
    ]);
  });

  it('counts as toil the reviews newly asked, at recorded minutes or the median', async () => {
    const review = (minutes: number) => ({ by: 'p-1', vote: 'approve' as const, minutes });
    const { totals } = await replay({
      set: setOf(recordingOf({ reviews: [review(4), review(8)] }), recordingOf()),
      base: policySetOf(ALLOW_ALL),
      head: policySetOf(askFrom('low', 2)),
    });
    expect(totals).toMatchObject({ newlyGated: 2, toilReviews: 4, toilMinutes: 2 * 6 + 2 * 6 });
  });

  it('counts a second reviewer as toil where one was asked before', async () => {
    const { totals } = await replay({
      set: setOf(recordingOf()),
      base: policySetOf(askFrom('low')),
      head: policySetOf(askFrom('low', 2)),
    });
    expect(totals).toMatchObject({ newlyGated: 0, toilReviews: 1, unchanged: 1 });
  });

  it('takes what was decided at the time as base, and says where nothing was', async () => {
    const { rows, totals } = await replay({
      set: setOf(
        recordingOf({ decided: { decision: 'deny', level: 'high' } }),
        recordingOf({ decided: { decision: 'require_approval', level: 'low' } }),
        recordingOf(),
      ),
      head: policySetOf(askFrom('low')),
    });
    expect([...rows].map(row => row.base?.decision)).toEqual([
      'deny',
      'require_approval',
      undefined,
    ]);
    expect(totals).toMatchObject({ changed: 1, unchanged: 1, newlyGated: 1, toilReviews: 1 });
  });

  it('answers unknown, never unchanged, where evidence is missing', async () => {
    const set = policySetOf(askFrom('high'));
    const blind = recordingOf();
    blind.resource = { ...blind.resource, known: false };
    blind.factors = { ...blind.factors, missing: ['target'] };
    const { rows, totals } = await replay({ set: setOf(blind), base: set, head: set });
    expect(rows.at(0)).toMatchObject({ unknown: true, head: { level: 'unknown' } });
    expect(totals).toMatchObject({ unknown: 1, unchanged: 0, changed: 0 });
  });

  it('answers unknown where a condition reads what was not recorded', async () => {
    const head = policySetOf(`
    - { name: by-size, kind: default, when: action.properties.replicas > 3, decision: deny, reason: Too many. }
${ALLOW_ALL}`);
    const { rows } = await replay({ set: setOf(recordingOf()), head });
    expect(rows.at(0)).toMatchObject({ unknown: true, head: { decision: 'require_approval' } });
  });

  it('stops when it is aborted, and lets other work in before that', async () => {
    const recordings = Array.from({ length: 20_000 }, (_, i) => recordingOf({ id: `r-${i}` }));
    const abort = new AbortController();
    const progress: number[] = [];
    const running = replay({
      set: setOf(...recordings),
      head: policySetOf(askFrom('high')),
      signal: abort.signal,
      onProgress: done => {
        progress.push(done);
        // A task of the event loop: it only comes to run because the replay pauses.
        setImmediate(() => abort.abort(new Error('enough')));
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(progress.at(-1)).toBeLessThan(recordings.length);
  });

  it('says at the end that all is done', async () => {
    const progress: [number, number][] = [];
    const set = setOf(recordingOf(), recordingOf());
    await replay({
      set,
      head: policySetOf(ALLOW_ALL),
      onProgress: (...step) => progress.push(step),
    });
    expect(progress.at(-1)).toEqual([2, 2]);
  });
});
