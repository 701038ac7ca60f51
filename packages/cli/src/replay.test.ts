import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ExitCode } from './ExitCode';
import { builtCli, type Cli } from './__testUtils__/runCli';

jest.setTimeout(120_000);

const example = resolve(__dirname, '../../recordings/examples/deployments');
let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = builtCli();
  folder = mkdtempSync(join(tmpdir(), 'countersign-replay-'));
  cpSync(example, folder, { recursive: true });
  await run('recordings', 'import', '--mapping', 'deployments.mapping.yaml', '--name', 'spring');
  // A looser set of policies, which allows what the other asks about.
  cpSync(join(folder, 'policies'), join(folder, 'loose'), { recursive: true });
  const file = join(folder, 'loose/team.policy.yaml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(
      /decision: require_approval[^]*?(?=\n\n|$)/g,
      'decision: allow\n      reason: Anything goes.',
    ),
  );
});
afterAll(() => {
  cli.remove();
  rmSync(folder, { recursive: true, force: true });
});

const run = (...args: string[]) => cli.run(args, { cwd: folder });
const replay = (...args: string[]) => run('policy', 'replay', '--recordings', 'spring', ...args);
const LOOSER = ['--base', 'policies', '--head', 'loose'];

interface Json {
  readonly total: number;
  readonly ok: boolean;
  readonly totals: Record<string, number>;
  readonly groupings: {
    by: string[];
    groups: { values: string[]; totals: Record<string, number> }[];
  }[];
  readonly shown?: { total: number; rows: { id: string }[] };
  readonly history?: { version?: string; recordings: number; fault?: string }[];
}
async function json(...args: string[]): Promise<Json> {
  const { stdout, stderr } = await replay('--json', ...args);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Json;
}

describe('budgets', () => {
  it('set the exit code, and say by how much they are exceeded', async () => {
    const { totals } = await json(...LOOSER);
    expect(totals.regret).toBeGreaterThan(0);
    const within = await replay(...LOOSER, '--max-regret', String(totals.regret));
    expect(within).toMatchObject({ code: ExitCode.ok, stderr: '' });
    expect(within.stdout).toContain('kept');
    const over = await replay(...LOOSER, '--max-regret', '0', '--max-unknown', '100', '--json');
    expect(over).toMatchObject({
      code: ExitCode.overBudget,
      stderr: expect.stringContaining(`${totals.regret} more than the budget of 0`),
    });
    expect(JSON.parse(over.stdout)).toMatchObject({
      ok: false,
      budgets: [
        { budget: 'maxRegret', ok: false },
        { budget: 'maxUnknown', ok: true },
      ],
    });
  });

  it.each([['--max-regret'], ['--max-toil'], ['--max-reviews'], ['--max-unknown']])(
    '%s wants a number from 0 on',
    async option => {
      for (const value of ['-1', 'many', '']) {
        expect(await replay(...LOOSER, `${option}=${value}`)).toMatchObject({
          code: ExitCode.usage,
        });
      }
    },
  );
});

describe('numbers', () => {
  it('come by groups, and open to their recordings', async () => {
    const { groupings, shown, totals } = await json(
      ...[...LOOSER, '--group-by', 'team,week', '--group-by', 'action', '--show', 'newly-allowed'],
    );
    expect(groupings.map(({ by }) => by)).toEqual([['team', 'week'], ['action']]);
    expect(shown).toMatchObject({ total: totals.newlyAllowed });
    const { values, totals: inGroup } = groupings[1]!.groups.find(
      group => group.totals.newlyAllowed! > 0,
    )!;
    const both = await json(
      ...[...LOOSER, '--show', 'newly-allowed', '--show', `action=${values[0]}`],
    );
    expect(both.shown!.total).toBe(inGroup.newlyAllowed);
  });

  it('are listed for people, so many of them', async () => {
    const { stdout, code } = await replay(...LOOSER, '--show', 'newly-allowed', '--limit', '1');
    expect(code).toBe(ExitCode.ok);
    expect(stdout).toMatch(
      /^\d recordings: newly-allowed \(the head allows what the base did not\)\n/,
    );
    expect(stdout).toContain('was asked (');
    expect(stdout).toMatch(/--explain '.+'/);
  });

  it('explain themselves on both sides, with the rules that decided', async () => {
    const { shown } = await json(...LOOSER, '--show', 'newly-allowed');
    const { stdout, code } = await replay(...LOOSER, '--explain', shown!.rows[0]!.id);
    expect(code).toBe(ExitCode.ok);
    expect(stdout).toMatch(/Base: asked .* │ Head: allowed/);
    expect(stdout).toMatch(/policies\/team\.policy\.yaml:\d+ +│/);
    expect(stdout).toContain('│   decision: allow');
    expect(await replay(...LOOSER, '--explain', 'nothing')).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining('--show'),
    });
  });

  it('stand on a page of their own', async () => {
    const page = join(folder, 'out/page.html');
    const { code, stdout, stderr } = await replay(...LOOSER, '--html', page, '--max-regret', '0');
    expect(code).toBe(ExitCode.overBudget);
    expect(stderr).toContain('out/page.html');
    expect(stdout).not.toContain('By team');
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('Regret and toil by team');
    expect(html).toContain('1 budget exceeded');
  });

  it('name the people of a catalog that is given', async () => {
    const entities = join(folder, 'groups.yaml');
    writeFileSync(
      entities,
      `kind: Group
metadata: { name: shop }
spec: { type: team, children: [] }
---
kind: User
metadata: { name: ada }
spec: { memberOf: [shop] }
`,
    );
    const catalog = join(folder, 'catalog.json');
    expect(await run('catalog', 'export', entities, '--output', catalog)).toMatchObject({
      code: ExitCode.ok,
    });
    const people = await json('--head', 'policies', '--catalog', catalog);
    expect(people).toMatchObject({
      people: { catalogTakenAt: expect.any(String), asked: people.totals.approvalsAsked },
    });
    const without = await json('--head', 'policies');
    expect(without).not.toHaveProperty('people');
  });
});

describe('a terminal', () => {
  it('gets no commands from a recording', async () => {
    const file = join(folder, 'hostile.jsonl');
    const exported = await run('recordings', 'export', '--recordings', 'spring');
    const [line] = exported.stdout.split('\n');
    const recording = JSON.parse(line!) as { id: string; proposal: { subject: { id: string } } };
    recording.id = 'r\u001b[2J\u202E';
    recording.proposal.subject.id = 'agent\u001b]0;title\u0007';
    writeFileSync(file, `${JSON.stringify(recording)}\n`);
    const given = ['policy', 'replay', '--recordings', file, '--head', 'policies'];
    for (const more of [
      ['--show', 'fallback', '--show', 'allowed', '--show', 'agent=x'],
      ['--show', 'went-wrong'],
      ['--show', 'allowed'],
      ['--show', 'asked'],
      ['--group-by', 'agent'],
      ['--explain', recording.id],
    ]) {
      const { stdout, stderr } = await run(...given, ...more);
      expect(stdout + stderr).not.toMatch(/[\u001b\u0007\u202E]/);
    }
  });
});

describe('--history', () => {
  const turn = '2026-04-03T00:00:00Z';

  it('compares with the versions of a folder, each in its time', async () => {
    const history = join(folder, 'versions');
    mkdirSync(history);
    cpSync(join(folder, 'policies'), join(history, 'strict'), { recursive: true });
    cpSync(join(folder, 'loose'), join(history, 'loose'), { recursive: true });
    writeFileSync(
      join(history, 'history.yaml'),
      `versions:
  - { since: 2020-01-01, policies: [strict] }
  - { since: '${turn}', policies: [loose], name: the loose one }
`,
    );
    const report = await json('--head', 'loose', '--history', history);
    const before = await json(...LOOSER, '--until', turn);
    expect(report.totals.newlyAllowed).toBe(before.totals.newlyAllowed);
    expect(report.history).toMatchObject([
      { version: 'strict', recordings: before.total },
      { version: 'the loose one', recordings: report.total - before.total },
    ]);
  });

  it.each([
    ['is none', undefined, 'There is no'],
    ['is torn', 'versions: [', 'does not say'],
    ['names no instant', 'versions: [{ since: spring, policies: [strict] }]', 'instant'],
    [
      'overlaps',
      'versions: [{ since: 2020-01-01, policies: [strict] }, { since: 2020-01-01, policies: [loose] }]',
      'at once',
    ],
  ])('says so when the manifest %s', async (_, manifest, says) => {
    const history = mkdtempSync(join(folder, 'torn-'));
    cpSync(join(folder, 'policies'), join(history, 'strict'), { recursive: true });
    cpSync(join(folder, 'loose'), join(history, 'loose'), { recursive: true });
    if (manifest) {
      writeFileSync(join(history, 'history.yaml'), manifest);
    }
    expect(await replay('--head', 'loose', '--history', history)).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining(says),
    });
  });

  it('compares with the commits of a repository, each in its time', async () => {
    const repository = join(folder, 'repository');
    const policies = join(repository, 'policies');
    mkdirSync(repository);
    const git = (date: string, ...args: string[]) =>
      execFileSync('git', args, {
        cwd: repository,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          ...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_AUTHOR_DATE: date },
          ...{ GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.com' },
          GIT_COMMITTER_DATE: date,
        },
      });
    const commit = (date: string) => {
      git(date, 'add', '-A');
      git(date, 'commit', '-q', '-m', 'Change');
    };
    git('2020-01-01T00:00:00Z', 'init', '-q');
    cpSync(join(folder, 'policies'), policies, { recursive: true });
    commit('2020-01-01T00:00:00Z');
    renameSync(join(policies, 'team.policy.yaml'), join(folder, 'kept.yaml'));
    writeFileSync(join(policies, 'team.policy.yaml'), 'kind: Torn');
    commit('2026-04-02T00:00:00Z');
    cpSync(join(folder, 'loose/team.policy.yaml'), join(policies, 'team.policy.yaml'));
    commit(turn);

    const given = ['policy', 'replay', '--recordings', 'spring', '--json', '--head', policies];
    const { code, stdout, stderr } = await run(...given, '--history', 'git');
    expect({ code, stderr }).toEqual({ code: ExitCode.ok, stderr: '' });
    const { history, totals } = JSON.parse(stdout) as Json;
    expect(history).toMatchObject([{}, { fault: expect.stringContaining('error') }, {}]);
    const first = await json(...LOOSER, '--until', '2026-04-02T00:00:00Z');
    expect(history![0]!.recordings).toBe(first.total);
    expect(totals.newlyAllowed).toBe(first.totals.newlyAllowed);
    expect(await run(...given.slice(0, -1), 'loose', '--history', 'git')).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining('git'),
    });
  });
});

it.each([
  [['--base', 'policies', '--history', 'git']],
  [['--json', '--markdown']],
  [['--show', 'regret', '--markdown']],
  [['--show', 'regret', '--explain', 'x']],
  [['--show', 'nonsense']],
  [['--show', 'colour=red']],
  [['--group-by', 'team,team']],
  [['--group-by', 'colour']],
  [['--limit', '0']],
])('refuses %j', async args => {
  expect(await replay('--head', 'policies', ...args)).toMatchObject({
    code: ExitCode.usage,
    stdout: '',
  });
});
