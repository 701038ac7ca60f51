import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadRecordingSet } from '@countersign/recordings';
import { createRecordingSet, replay as replaySet } from '@countersign/replay';
import { ExitCode } from './ExitCode';
import { familyTable, policiesOf } from './__testUtils__/govukFamily';
import { builtCli, type Cli } from './__testUtils__/runCli';

// A hundred thousand rows take a while; how long is the machine's affair and no test's.
jest.setTimeout(1_200_000);

const examples = resolve(__dirname, '../../../examples/govuk');
const data = resolve(__dirname, '../../../../shared/data/govuk');
const guardrail = join(examples, 'policies/guardrail.policy.yaml');
const plainRules = [guardrail, join(examples, 'policies/plain-rules')];
const races = [guardrail, join(examples, 'policies/races')];

let cli: Cli;
let root: string;
beforeAll(() => {
  cli = builtCli();
  root = mkdtempSync(join(tmpdir(), 'countersign-govuk-'));
});
afterAll(() => {
  cli.remove();
  rmSync(root, { recursive: true, force: true });
});

it.each([[plainRules], [races]])("the policies for GOV.UK's changes are in order", async paths => {
  expect(await cli.run(['policy', 'check', ...paths])).toMatchObject({
    code: ExitCode.ok,
    stdout: '3 files, 0 errors, 0 warnings.\n',
  });
});

it("the policies for GOV.UK's changes decide what their tests expect, and these reach every rule", async () => {
  const run = await cli.run([
    ...['policy', 'test', join(examples, 'policies'), '--min-coverage', '100'],
  ]);
  expect(run).toMatchObject({ code: ExitCode.ok, stderr: '' });
});

it("the table of policies for GOV.UK's deployments has asking about all and about none, and much between", () => {
  expect(familyTable.map(({ when }) => when)).toEqual(expect.arrayContaining(['true', 'false']));
  expect(familyTable.length).toBeGreaterThan(10);
  expect(() => familyTable.map(({ when }) => policiesOf(when))).not.toThrow();
});

const present = existsSync(data);
const name = present
  ? "GOV.UK's changes"
  : "GOV.UK's changes (skipped: ../shared/data/govuk is not here)";
(present ? describe : describe.skip)(name, () => {
  let imported: Record<string, unknown>;
  beforeAll(async () => {
    const run = await cli.run([
      ...['recordings', 'import', '--mapping', join(examples, 'govuk.mapping.yaml')],
      ...['--data', data, '--name', 'govuk', '--root', root, '--strict', '--json'],
    ]);
    if (run.code !== ExitCode.ok) {
      throw new Error(run.stderr);
    }
    imported = JSON.parse(run.stdout) as Record<string, unknown>;
  });

  async function replay(head: string[], ...more: string[]): Promise<Record<string, number>> {
    const run = await cli.run([
      ...['policy', 'replay', '--recordings', 'govuk', '--root', root, '--json'],
      ...['--head', ...head, ...more],
    ]);
    expect(run).toMatchObject({ code: ExitCode.ok, stderr: '' });
    return (JSON.parse(run.stdout) as { totals: Record<string, number> }).totals;
  }

  it('are imported, every one, against their catalog', () => {
    expect(imported).toMatchObject({
      rows: 93_788,
      skipped: 0,
      rejected: 0,
      info: { count: 93_788 },
      topology: { entities: 179, edges: 148 },
    });
  });

  // The oracle was counted on the data themselves, without any of our code: 25,271 deployments, 208
  // of them rolled back within a day, 1,762 asked about, 20 of the 208 among those. The plain rules
  // ask about 22 changes of configuration too.
  it('are asked about by the plain rules as a count over the file finds', async () => {
    expect(await replay(plainRules)).toMatchObject({
      noOutcome: 93_788 - 25_271,
      wentWrong: 208,
      approvalsAsked: 1_762 + 22,
      askedWentWrong: 20,
      unknown: 0,
    });
  });

  it('show more than four times as many by asking about races', async () => {
    expect(await replay(races, '--base', ...plainRules)).toMatchObject({
      approvalsAsked: 2_143,
      askedWentWrong: 90,
      regret: 7,
    });
  });

  it('do so in the period that the policy was not chosen on', async () => {
    expect(await replay(races, '--since', '2024-07-01')).toMatchObject({
      wentWrong: 142,
      approvalsAsked: 1_478,
      askedWentWrong: 57,
    });
  });

  it('are asked about as the table says, line by line', async () => {
    const all = await loadRecordingSet('govuk', root);
    // Those of which it is known what came: to production, other than going back.
    const recordings = [...all.set.recordings].filter(({ outcome }) => outcome);
    const set = createRecordingSet({ name: 'govuk', recordings });
    const counted: typeof familyTable = [];
    for (const { when } of familyTable) {
      const { totals, total } = await replaySet({ set, head: policiesOf(when) });
      const { approvalsAsked, askedWentWrong, wentWrong } = totals;
      const share = (part: number, whole: number) =>
        `${part.toLocaleString('en-GB')} (${((100 * part) / whole).toFixed(1)} %)`;
      counted.push({
        when,
        asked: share(approvalsAsked, total),
        found: share(askedWentWrong, wentWrong),
        each: askedWentWrong === 0 ? '–' : String(Math.round(approvalsAsked / askedWentWrong)),
      });
    }
    expect(familyTable).toEqual(counted);
  });
});
