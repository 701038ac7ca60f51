import fc from 'fast-check';
import { createPolicySet, type PolicySet } from '@countersign/policy';
import { arbitraryPolicies } from '@countersign/policy/src/testing/naive/arbitraryPolicies';
import { parseAll } from '@countersign/policy/src/testing/naive/compareWithNaive';
import { createRecordingSet, type RecordingSet } from '../RecordingSet';
import { arbitraryRecording } from '../testing/arbitraryRecording';
import { ColumnReplayEngine } from './ColumnReplayEngine';
import { ScalarReplayEngine } from './ScalarReplayEngine';

const policySet = arbitraryPolicies.map(policies => createPolicySet(parseAll(policies)));
const recordings = fc.array(arbitraryRecording, { minLength: 1, maxLength: 150 });

async function expectEqual(
  engine: ColumnReplayEngine,
  request: { set: RecordingSet; head: PolicySet; base?: PolicySet },
): Promise<boolean> {
  const fast = await engine.replay(request);
  const plain = await new ScalarReplayEngine().replay(request);
  expect([...fast.rows]).toEqual([...plain.rows]);
  const { scalar, rows: _fast, ...found } = fast;
  const { rows: _plain, ...expected } = plain;
  expect(found).toEqual(expected);
  return !scalar?.some(({ policy, rows }) => policy === '' && rows === plain.total && rows > 1);
}

describe('ColumnReplayEngine', () => {
  it('finds what the plain engine finds, on every row and in every total', async () => {
    let lowered = 0;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        policySet,
        policySet,
        recordings,
        fc.boolean(),
        async (head, base, all, isCompared) => {
          const engine = new ColumnReplayEngine();
          const set = createRecordingSet({ name: 'any', recordings: all });
          const request = { set, head, ...(isCompared && { base }) };
          lowered += Number(await expectEqual(engine, request));
          // The same again, out of what was kept; and the other way round.
          await expectEqual(engine, request);
          await expectEqual(engine, { set, head: base, base: head });
          count++;
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 60) },
    );
    expect(lowered).toBe(count);
  }, 600_000);
});
