import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Recording } from '@countersign/model';
import { createPolicySet, parsePolicy, type PolicySet } from '@countersign/policy';
import {
  arbitraryPolicies,
  type RandomPolicy,
} from '@countersign/policy/src/testing/naive/arbitraryPolicies';
import { recordingAsRow, sqlOf, type SqlRefusalCode } from '@countersign/replay';
import { arbitraryRecording } from '@countersign/replay/src/testing/arbitraryRecording';
import { compareSql } from './compareSql';
import { startSqlEngines, type SqlEngine } from './sqlEngines';

jest.setTimeout(600_000);

const SEED = 20_261_122;
const RECORDINGS = 400;
const POLICIES = 30;

let folder: string;
let engines: SqlEngine[];
let recordings: Recording[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-equality-'));
  engines = await startSqlEngines(folder);
  recordings = fc
    .sample(arbitraryRecording, { numRuns: RECORDINGS, seed: SEED })
    .map((recording, index) => ({ ...recording, id: `r-${index}` }))
    .filter(recording => !('fault' in recordingAsRow(recording)));
  for (const engine of engines) {
    await engine.load('random', recordings);
  }
});
afterAll(async () => {
  await Promise.all(engines.map(engine => engine.stop()));
  rmSync(folder, { recursive: true, force: true });
});

it('answers every random recording under random policies as the evaluator does', async () => {
  const refusals: Partial<Record<SqlRefusalCode, number>> = {};
  let compared = 0;
  for (const policies of fc.sample(arbitraryPolicies, { numRuns: POLICIES, seed: SEED })) {
    const set = policySetOf(policies);
    if (!set) {
      continue;
    }
    for (const engine of engines) {
      const statement = sqlOf(set, engine.name);
      if ('refused' in statement) {
        for (const { code } of statement.refused) {
          refusals[code] = (refusals[code] ?? 0) + 1;
        }
        continue;
      }
      const different = await compareSql(engine, 'random', set, recordings);
      expect({ policies: different.length ? policies : [], different }).toEqual({
        policies: [],
        different: [],
      });
      compared++;
    }
  }
  expect(refusals).toEqual({});
  expect(compared).toBeGreaterThan(40);
});

/** `undefined` for policies that cannot decide together; the score is not written in SQL. */
function policySetOf(policies: readonly RandomPolicy[]): PolicySet | undefined {
  const text = JSON.stringify(policies).replaceAll('impact.score >= 40', 'size(resource.tags) > 1');
  const parsed = (JSON.parse(text) as RandomPolicy[]).map(
    policy => parsePolicy(JSON.stringify(policy), `${policy.metadata.name}.policy.yaml`).policy,
  );
  return parsed.some(policy => !policy) ? undefined : createPolicySet(parsed as never);
}
