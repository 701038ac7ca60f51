import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadRecordingSet } from '@countersign/recordings';
import { replayHistory, type RecordingSet, type ReplayRow } from '@countersign/replay';
import { parse } from 'yaml';
import { ExitCode } from './ExitCode';
import { builtCli, type Cli } from './__testUtils__/runCli';
import { loadPolicySet } from './policies/loadPolicySet';
import { readHistoryFolder } from './replay/history/readHistoryFolder';

jest.setTimeout(300_000);

const example = resolve(__dirname, '../../../examples/govuk/dependabot');
const data = resolve(__dirname, '../../../../shared/data/govuk');
const latest = ['guardrail', 'collections-3', 'publishing-api-2'].map(name =>
  join(example, `${name}.policy.yaml`),
);

let cli: Cli;
beforeAll(() => {
  cli = builtCli();
});
afterAll(() => cli.remove());

it('the policies of each day are in order', async () => {
  const { history } = await readHistoryFolder(example);
  expect(history.versions.filter(({ policies }) => !policies)).toEqual([]);
  expect(await cli.run(['policy', 'check', ...latest])).toMatchObject({ code: ExitCode.ok });
});

const present = existsSync(data);
const name = present
  ? "Dependabot's proposals"
  : "Dependabot's proposals (skipped: ../shared/data/govuk is not here)";
(present ? describe : describe.skip)(name, () => {
  let root: string;
  let set: RecordingSet;
  let rows: { row: ReplayRow; opened: boolean; became: string }[];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'countersign-dependabot-'));
    const run = await cli.run([
      ...['recordings', 'import', '--mapping', join(example, 'dependabot.mapping.yaml')],
      ...['--data', data, '--name', 'dependabot', '--root', root, '--strict'],
    ]);
    if (run.code !== ExitCode.ok) {
      throw new Error(run.stderr);
    }
    ({ set } = await loadRecordingSet('dependabot', root));
    const { history } = await readHistoryFolder(example);
    const head = await loadPolicySet(latest, 'head');
    const { result } = await replayHistory({ set, head: head.set, history });
    rows = [...result.rows].map(row => {
      const recording = set.recordings.at(row.index)!;
      const version = history.at(Date.parse(recording.at))!.name;
      // Version 2 of the file's format merges everything but what it names.
      const opened =
        recording.resource.ref === 'component:default/collections'
          ? version.startsWith('collections opens') || version.startsWith('collections keeps')
          : /opens|keeps/.test(version);
      const byItself = recording.decided!.decision === 'allow';
      const became = byItself
        ? 'auto_merged'
        : recording.executedAt === undefined
          ? 'not_merged'
          : 'human_merged';
      return { row, opened, became };
    });
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const count = (became: string, base: string) =>
    rows.filter(each => each.opened && each.became === became && each.row.base!.decision === base)
      .length;

  it('are decided by the policy of their day as it was: none that was merged by itself needed a person', () => {
    expect(count('auto_merged', 'require_approval')).toBe(0);
    // Counted on the files themselves, without any of our code: 1,028, 111 and 24 of those that name their
    // versions. One more, merged by itself, names only the size of its step.
    expect(count('auto_merged', 'allow')).toBe(1_028 + 1);
    expect(count('human_merged', 'require_approval')).toBe(111);
    expect(count('not_merged', 'require_approval')).toBe(24);
  });

  it('contradict the file of the first format five times, which nobody can explain', () => {
    const before = rows.filter(({ opened, became }) => !opened && became === 'auto_merged');
    expect(before.filter(({ row }) => row.base!.decision !== 'allow')).toHaveLength(5);
  });

  it('would not do so under the policies of another day', async () => {
    const run = await cli.run([
      ...['policy', 'replay', '--recordings', 'dependabot', '--root', root, '--json'],
      ...['--head', join(example, 'guardrail.policy.yaml')],
      ...[
        join(example, 'collections-1.policy.yaml'),
        join(example, 'publishing-api-1.policy.yaml'),
      ],
    ]);
    const { totals } = JSON.parse(run.stdout) as { totals: { newlyGated: number } };
    expect(totals.newlyGated).toBeGreaterThan(500);
  });

  it('are decided by policies that say what the files said', () => {
    const versions = JSON.parse(
      readFileSync(join(data, 'dependabot_policy_versions.json'), 'utf8'),
    ) as { repo: string; yaml: string }[];
    const numbers = new Map<string, number>();
    for (const { repo, yaml } of versions) {
      const number = (numbers.get(repo) ?? 0) + 1;
      numbers.set(repo, number);
      const ours = readFileSync(join(example, `${repo}-${number}.policy.yaml`), 'utf8');
      const named = [...ours.matchAll(/'([a-z][\w-]+)'/g)]
        .map(match => match[1]!)
        .filter(word => word !== 'patch' && word !== 'minor');
      const theirs = parse(yaml) as Record<'auto_merge' | 'overrides', { dependency: string }[]>;
      const list = [...(theirs.auto_merge ?? []), ...(theirs.overrides ?? [])];
      expect(named).toEqual(list.map(({ dependency }) => dependency));
    }
  });
});
