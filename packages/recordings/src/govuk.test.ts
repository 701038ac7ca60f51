import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createPolicySet, parsePolicy } from '@countersign/policy';
import { createRecordingSet, replay, type RecordingSet } from '@countersign/replay';
import { loadRecordingSet } from './files/loadRecordingSet';
import { importRecordings, type ImportResult } from './import/importRecordings';
import { parseMapping } from './mapping/parseMapping';
import { inFolder } from './testing/inFolder';

const examples = resolve(__dirname, '../../../examples/govuk');
const data = resolve(__dirname, '../../../../shared/data/govuk');
const read = (file: string) => readFileSync(join(examples, file), 'utf8');

const policies = (...files: string[]) =>
  createPolicySet(files.map(file => parsePolicy(read(file), file).policy!));
const guardrail = 'policies/guardrail.policy.yaml';
const plainRules = () => policies(guardrail, 'policies/plain-rules/deployments.policy.yaml');
const races = () => policies(guardrail, 'policies/races/deployments.policy.yaml');

// A hundred thousand rows take a while; how long is the machine's affair and no test's.
jest.setTimeout(1_200_000);

describe("the example of GOV.UK's changes", () => {
  it('has a mapping and policies without a fault', () => {
    expect(parseMapping(read('govuk.mapping.yaml'), 'govuk.mapping.yaml').diagnostics).toEqual([]);
    expect(plainRules().policies).toHaveLength(2);
    expect(races().policies).toHaveLength(2);
  });
});

const present = existsSync(data);
const name = present
  ? "GOV.UK's changes, imported and replayed"
  : "GOV.UK's changes, imported and replayed (skipped: ../shared/data/govuk is not here)";
(present ? describe : describe.skip)(name, () => {
  let result: ImportResult;
  let deployments: RecordingSet;
  beforeAll(() =>
    inFolder({}, async root => {
      const { mapping } = parseMapping(read('govuk.mapping.yaml'), 'govuk.mapping.yaml');
      const at = '2026-11-22T09:00:00.000Z';
      result = await importRecordings({
        ...{ mapping: mapping!, dataFolder: data, root, name: 'govuk', at, strict: true },
      });
      const { set } = await loadRecordingSet('govuk', root);
      // Only of deployments to production, other than going back, an outcome is known.
      deployments = createRecordingSet({
        name: 'govuk',
        recordings: set.recordings.filter(({ outcome }) => outcome),
      });
    }),
  );

  it('imports every change', () => {
    expect(result).toMatchObject({ rows: 93_788, skipped: 0, rejected: 0 });
    expect(result.info.count).toBe(93_788);
    expect(result.topology).toEqual({ entities: 179, edges: 148 });
  });

  it('knows every target and its owner', () => {
    expect(
      deployments.recordings.filter(
        ({ factors }) => factors.missing.includes('target') || factors.missing.includes('owner'),
      ),
    ).toEqual([]);
  });

  // The oracle was counted on the data themselves, without any of our code: 25,271 deployments,
  // 208 of them rolled back within a day, 7 % asked about, 9.6 % of the 208 among those.
  it('asks with the plain rules what a count over the file finds', async () => {
    const { total, totals } = await replay({ set: deployments, head: plainRules() });
    expect({ total, ...totals }).toMatchObject({
      total: 25_271,
      wentWrong: 208,
      approvalsAsked: 1_762,
      askedWentWrong: 20,
      unknown: 0,
    });
  });

  it('finds more than four times as many by asking about races', async () => {
    const { totals } = await replay({ set: deployments, base: plainRules(), head: races() });
    expect(totals).toMatchObject({ approvalsAsked: 2_143, askedWentWrong: 90, regret: 7 });
  });

  it('does so on the changes that the policy was not chosen on', async () => {
    const later = createRecordingSet({
      name: 'later',
      recordings: deployments.recordings.filter(({ at }) => at >= '2024-07'),
    });
    const { totals: plain } = await replay({ set: later, head: plainRules() });
    const { totals: better } = await replay({ set: later, head: races() });
    expect(plain).toMatchObject({ approvalsAsked: 807, askedWentWrong: 13, wentWrong: 142 });
    expect(better).toMatchObject({ approvalsAsked: 1_478, askedWentWrong: 57, wentWrong: 142 });
  });
});
