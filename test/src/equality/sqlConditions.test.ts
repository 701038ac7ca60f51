import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Recording } from '@countersign/model';
import { createPolicySet, parsePolicy, type PolicySet } from '@countersign/policy';
import { recordingAsRow, sqlOf, type SqlRefusalCode } from '@countersign/replay';
import { arbitraryRecording } from '@countersign/replay/src/testing/arbitraryRecording';
import { GUARDRAIL } from '@countersign/replay/src/testing/policies';
import { arbitraryCondition, arbitraryParameters } from './arbitraryCondition';
import { compareSql } from './compareSql';
import { startSqlEngines, type SqlEngine } from './sqlEngines';

jest.setTimeout(600_000);

const SEED = 20_261_122;
const RECORDINGS = 300;
const CONDITIONS = 100;

let folder: string;
let engines: SqlEngine[];
let recordings: Recording[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-equality-'));
  engines = await startSqlEngines(folder);
  const inputs = fc.tuple(arbitraryRecording, arbitraryParameters);
  recordings = fc
    .sample(inputs, { numRuns: RECORDINGS, seed: SEED })
    .map(([recording, properties], index) => ({
      ...recording,
      id: `r-${index}`,
      proposal: {
        ...recording.proposal,
        action: { ...recording.proposal.action, ...(index % 20 > 0 && { properties }) },
      },
    }))
    .filter(recording => !('fault' in recordingAsRow(recording)));
  for (const engine of engines) {
    await engine.load('conditions', recordings);
  }
});
afterAll(async () => {
  await Promise.all(engines.map(engine => engine.stop()));
  rmSync(folder, { recursive: true, force: true });
});

it('finds every condition true, false and failed on the rows on which the evaluator does', async () => {
  const refusals: Partial<Record<SqlRefusalCode, number>> = {};
  let compared = 0;
  const different: string[] = [];
  for (const condition of fc.sample(arbitraryCondition, { numRuns: CONDITIONS, seed: SEED })) {
    const set = deniesWhere(condition);
    for (const engine of set ? engines : []) {
      const statement = sqlOf(set!, engine.name);
      if ('refused' in statement) {
        statement.refused.forEach(({ code }) => (refusals[code] = (refusals[code] ?? 0) + 1));
        continue;
      }
      try {
        const rows = await compareSql(engine, 'conditions', set!, recordings);
        if (rows.length > 0) {
          different.push(`${condition}\n    ${rows.slice(0, 2).join('\n    ')}`);
        }
      } catch (error) {
        different.push(`${condition}\n    ${engine.name}: ${String(error).slice(0, 600)}`);
      }
      compared++;
    }
  }
  expect(different).toEqual([]);
  expect(compared).toBeGreaterThan(100);
  // What is generated is meant to be written; only values of two kinds in one place are not.
  expect(Object.keys(refusals)).toEqual(refusals.types ? ['types'] : []);
});

/** Denies where a condition holds and says `unknown` where it fails; `undefined` for what is no condition. */
function deniesWhere(condition: string): PolicySet | undefined {
  const text = `${GUARDRAIL}  rules:
    - name: deny
      kind: mandatory
      when: ${JSON.stringify(condition)}
      decision: deny
      reason: It holds.
    - { name: all, kind: default, decision: allow, reason: Anything goes. }
`;
  const { policy } = parsePolicy(text, 'condition.policy.yaml');
  return policy && createPolicySet([policy]);
}
