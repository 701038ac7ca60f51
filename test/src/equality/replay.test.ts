import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateRecordings, loadExamplePolicies } from '@countersign/example';
import { createPolicySet, type PolicySet } from '@countersign/policy';
import { importRecordings, loadRecordingSet, parseMapping } from '@countersign/recordings';
import { createRecordingSet, type RecordingSet } from '@countersign/replay';
import { buildColumns } from '../bench/replay/buildColumns';
import { policySetWith, read } from '../bench/replay/policies';
import { differencesOfEngines } from './differencesOfEngines';
import { editedPolicies } from './editedPolicies';

// Every row is decided by the plain evaluator too; how long that takes is the machine's affair.
jest.setTimeout(1_200_000);

it('agrees on generated actions with missing and wrong-typed fields, after every edit', async () => {
  const set = createRecordingSet({ name: 'generated', columns: buildColumns(10_000) });
  expect(await differencesOfEngines(set, [policySetWith(), ...editedPolicies(2, 7)])).toEqual([]);
});

it('agrees after each of many random edits', async () => {
  const set = createRecordingSet({ name: 'generated', columns: buildColumns(500) });
  expect(await differencesOfEngines(set, editedPolicies(25, 11))).toEqual([]);
});

it("agrees on the example's recordings", async () => {
  const recordings = generateRecordings({ seed: 'equality', count: 2_000 });
  const set = createRecordingSet({ name: "the example's", recordings });
  expect(await differencesOfEngines(set, [loadExamplePolicies(), policySetWith()])).toEqual([]);
});

const examples = resolve(__dirname, '../../../examples/govuk');
const data = resolve(__dirname, '../../../../shared/data/govuk');
const present = existsSync(data);
const title = present ? 'GOV.UK' : 'GOV.UK (skipped: ../shared/data/govuk is not here)';
(present ? describe : describe.skip)(title, () => {
  let root: string;
  let set: RecordingSet;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'countersign-equality-'));
    set = await importGovuk(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('agrees on changes of 38 months, one in five', async () => {
    expect(set.recordings.length).toBe(18_758);
    expect(
      await differencesOfEngines(set, [govukPolicies('plain-rules'), govukPolicies('races')]),
    ).toEqual([]);
  });
});

async function importGovuk(root: string): Promise<RecordingSet> {
  const uri = join(examples, 'govuk.mapping.yaml');
  const { mapping } = parseMapping(readFileSync(uri, 'utf8'), uri);
  await importRecordings({
    ...{ mapping: mapping!, dataFolder: data, root, name: 'govuk', strict: true },
    at: '2026-11-22T00:00:00.000Z',
  });
  // All of them take the plain evaluator three minutes, and the gate has other things to do.
  const { recordings } = (await loadRecordingSet('govuk', root)).set;
  return createRecordingSet({
    name: 'govuk',
    recordings: [...recordings].filter((_, index) => index % 5 === 0),
  });
}

function govukPolicies(folder: string): PolicySet {
  const files = ['guardrail.policy.yaml', join(folder, 'deployments.policy.yaml')];
  return createPolicySet(
    files.map(file => read(readFileSync(join(examples, 'policies', file), 'utf8'))),
  );
}
