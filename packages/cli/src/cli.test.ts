import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Recording } from '@countersign/model';
import { ExitCode } from './ExitCode';
import { PathServer } from './__testUtils__/PathServer';
import { createTerminal } from './io/Terminal';
import { createProgram } from './program';
import { builtCli, cliFromSources, type Cli } from './__testUtils__/runCli';

jest.setTimeout(120_000);

const examples = resolve(__dirname, '../../../examples');
const small = resolve(__dirname, '../../recordings/examples/deployments');
const policies = join(examples, 'govuk/policies');
const guardrail = join(policies, 'guardrail.policy.yaml');

const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = builtCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-cli-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Copies the small example here and edits one of its files. */
function example(file?: string, change?: (text: string) => string): void {
  cpSync(small, folder, { recursive: true });
  if (file && change) {
    const path = join(folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  }
}

const importExample = (...more: string[]) =>
  cli.run(
    ['recordings', 'import', '--mapping', 'deployments.mapping.yaml', '--name', 'spring', ...more],
    { cwd: folder },
  );

describe('countersign', () => {
  it('runs from the sources of a checkout', async () => {
    const run = await cliFromSources().run(['policy', 'check', guardrail]);
    expect(run).toEqual({
      code: ExitCode.ok,
      stdout: '1 file, 0 errors, 0 warnings.\n',
      stderr: '',
    });
  });

  it.each([[['frobnicate']], [['policy']], [['policy', 'replay']], [['exec']], [['--nonsense']]])(
    'says how it is used, with exit code 2: %p',
    async args => {
      const run = await cli.run(args);
      expect(run.code).toBe(ExitCode.usage);
      expect(run.stderr).toContain('countersign');
    },
  );

  it('explains itself', async () => {
    expect(await cli.run(['--help'])).toMatchObject({
      code: ExitCode.ok,
      stdout: expect.stringContaining('exec'),
    });
  });

  it('has every exit code in its README', () => {
    const table = [...readme.matchAll(/^\| +(\d+) \|/gm)].map(match => Number(match[1]));
    expect(table).toEqual(Object.values(ExitCode));
  });

  it('has every command in its README, in their order, and each with the options it names', () => {
    const table = [...readme.matchAll(/^\| `([a-z]+(?: [a-z]+)?)[^`]*`/gm)].map(match => match[1]);
    const program = createProgram(createTerminal(process.stdout, process.stderr));
    const commands = program.commands.flatMap(parent =>
      parent.commands.length === 0
        ? [{ name: parent.name(), command: parent }]
        : parent.commands.map(command => ({
            name: `${parent.name()} ${command.name()}`,
            command,
          })),
    );
    expect(table).toEqual(commands.map(({ name }) => name));
    const options = commands.flatMap(({ command }) => command.options.map(({ long }) => long));
    const named = [...readme.matchAll(/`(--[a-z-]+)/g)].map(match => match[1]!);
    expect(named.filter(option => ![...options, '--help'].includes(option))).toEqual([]);
  });
});

describe('countersign policy check', () => {
  it('finds policies in folders and checks them together', async () => {
    const run = await cli.run(['policy', 'check', join(policies, 'races'), guardrail, '--json']);
    expect(run.code).toBe(ExitCode.ok);
    expect(JSON.parse(run.stdout)).toMatchObject({
      ok: true,
      checkedTogether: true,
      files: [{ name: 'govuk-deployments' }, { name: 'govuk-guardrail' }, { name: 'govuk-races' }],
      findings: [],
    });
  });

  it('shows a fault where it is', async () => {
    const text = readFileSync(guardrail, 'utf8').replace("'irreversible'", "'ireversible'");
    writeFileSync(join(folder, 'a.policy.yaml'), text);
    const run = await cli.run(['policy', 'check', folder]);
    expect(run.code).toBe(ExitCode.faults);
    expect(run.stdout).toMatch(/a\.policy\.yaml:\d+:\d+: error .*\n.*ireversible.*\n +\^+/);
    const json = await cli.run(['policy', 'check', folder, '--json']);
    expect(json.code).toBe(ExitCode.faults);
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      findings: [{ severity: 'error', line: expect.any(Number) }],
    });
  });

  it('finds what is wrong between policies', async () => {
    const run = await cli.run(['policy', 'check', policies]);
    expect(run).toMatchObject({
      code: ExitCode.faults,
      stdout: expect.stringContaining('govuk-deployments'),
    });
  });

  it.each([['/no/such/place'], ['.']])('says when there is no policy: %s', async path => {
    const run = await cli.run(['policy', 'check', path], { cwd: folder });
    expect(run).toMatchObject({ code: ExitCode.usage, stdout: '' });
  });
});

describe('countersign recordings import', () => {
  it('imports, and replays what it imported', async () => {
    example();
    expect(await importExample()).toMatchObject({
      code: ExitCode.ok,
      stderr: '',
      stdout: expect.stringContaining('6 recordings of 6 rows are in the set "spring".'),
    });
    const run = await cli.run(
      ['policy', 'replay', '--recordings', 'spring', '--head', 'policies', '--json'],
      { cwd: folder },
    );
    expect(run.code).toBe(ExitCode.ok);
    expect(JSON.parse(run.stdout)).toMatchObject({
      set: 'spring',
      total: 6,
      totals: { approvalsAsked: 2, wentWrong: 2, askedWentWrong: 1 },
    });
  });

  it('says row and column where the mapping names a column that is not there', async () => {
    example('deployments.csv', text => text.replace('version', 'release'));
    expect(await importExample()).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining('deployments.csv, row 1: the column "version" is missing'),
    });
    expect(existsSync(join(folder, '.countersign/recordings/spring'))).toBe(false);
  });

  it('shows a fault of the mapping where it is', async () => {
    example('deployments.mapping.yaml', text => text.replace('row.version', 'row.verson'));
    expect(await importExample()).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringMatching(
        /deployments\.mapping\.yaml:\d+:\d+: error expression: .*verson/,
      ),
    });
  });

  it('sets bad rows aside, and with strict stops at the first', async () => {
    example('deployments.csv', text => text.replace('2026-04-02T', 'April '));
    const run = await importExample('--json');
    expect(run.code).toBe(ExitCode.ok);
    const { rejected, rejectedFile } = JSON.parse(run.stdout) as Record<string, never>;
    expect(rejected).toBe(1);
    expect(readFileSync(join(folder, rejectedFile), 'utf8')).toContain('April');
    expect(await importExample('--strict')).toMatchObject({
      code: ExitCode.faults,
      stderr: expect.stringContaining('deployments.csv, row 3'),
    });
  });

  it('says when the mapping is not there', async () => {
    expect(await importExample()).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining('deployments.mapping.yaml'),
    });
  });

  it('knows mappings by name, reads the files it is given, and assesses against a catalog', async () => {
    const data = resolve(__dirname, '../../recordings/examples/ready/cloudtrail/cloudtrail.json');
    writeFileSync(join(folder, 'trail.json.zst'), zstdCompressSync(readFileSync(data)));
    const entity = {
      ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Resource' },
      metadata: { name: 'ledger-db' },
      spec: { type: 'database', owner: 'payments' },
    };
    writeFileSync(join(folder, 'entities.json'), JSON.stringify([entity]));
    const inFolder = { cwd: folder };
    await cli.run(['catalog', 'export', 'entities.json', '--output', 'catalog.json'], inFolder);
    const args = ['recordings', 'import', '--mapping', 'cloudtrail', '--name', 'trail'];
    const run = await cli.run(
      [...args, '--table', 'records=trail.json.zst', '--catalog', 'catalog.json'],
      inFolder,
    );
    expect(run).toMatchObject({
      code: ExitCode.ok,
      stdout: expect.stringContaining('4 recordings of 5 rows'),
    });
    const { stdout } = await cli.run(['recordings', 'export', '--recordings', 'trail'], inFolder);
    const owners = stdout
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as Recording).resource.owner);
    expect(owners).toEqual([undefined, undefined, undefined, 'group:default/payments']);

    for (const table of ['record=x', 'nothing']) {
      expect(await cli.run([...args, '--table', table], inFolder)).toMatchObject({
        code: ExitCode.usage,
        stderr: expect.stringMatching(/Tables: records|NAME=FILE/),
      });
    }
    const unknown = await cli.run([
      'recordings',
      'import',
      '--mapping',
      'cludtrail',
      '--name',
      'x',
    ]);
    expect(unknown).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining('cloudtrail'),
    });
  });
});

describe('countersign policy replay', () => {
  const replay = (...args: string[]) =>
    cli.run(['policy', 'replay', '--recordings', 'spring', '--head', 'policies', ...args], {
      cwd: folder,
    });

  it('prints sentences, or Markdown, of the time that is asked for', async () => {
    example();
    await importExample();
    const text = await replay('--since', '2026-04-02', '--until', '2026-04-04');
    expect(text).toMatchObject({ code: ExitCode.ok, stderr: '' });
    expect(text.stdout).toContain('3 recordings of "spring" decided anew.');
    const markdown = await replay('--base', 'policies', '--markdown');
    expect(markdown.stdout).toContain('| was, now |');
    expect(markdown.stdout).toContain('Changed: 0 (0.0 %)');
  });

  it.each<[why: string, args: string[], code: number, says: string]>([
    ['there is no such set', ['--recordings', 'autumn'], ExitCode.usage, 'There are: spring.'],
    ['there is no such file', ['--recordings', 'x.jsonl'], ExitCode.usage, 'x.jsonl'],
    [
      'there are no policies',
      ['--base', '.countersign'],
      ExitCode.usage,
      'no policy in .countersign',
    ],
    ['an instant is none', ['--since', 'spring'], ExitCode.usage, '2024-07-01'],
    [
      'there is no guardrail',
      ['--base', 'policies/team.policy.yaml'],
      ExitCode.faults,
      'base policies',
    ],
  ])('says so when %s', async (_, args, code, says) => {
    example();
    await importExample();
    expect(await replay(...args)).toMatchObject({ code, stderr: expect.stringContaining(says) });
  });
});

describe('countersign recordings export', () => {
  it('gives back what was imported, and replays from the file', async () => {
    example();
    await importExample();
    const args = ['recordings', 'export', '--recordings', 'spring'];
    const { code, stdout } = await cli.run(args, { cwd: folder });
    expect(code).toBe(ExitCode.ok);
    expect(stdout.trim().split('\n')).toHaveLength(6);

    const file = join(folder, 'out.jsonl.zst');
    expect(await cli.run([...args, '--output', file], { cwd: folder })).toMatchObject({
      stdout: `6 recordings are in ${file}.\n`,
    });
    expect(zstdDecompressSync(readFileSync(file)).toString()).toBe(stdout);
    const replayed = await cli.run(
      ['policy', 'replay', '--recordings', file, '--head', 'policies', '--json'],
      { cwd: folder },
    );
    expect(JSON.parse(replayed.stdout)).toMatchObject({ set: 'out', total: 6 });
  });

  it('takes from the portal what the caller may see', async () => {
    const server = await PathServer.start({ recordings: ['{"id":"a"}', '{"id":"b"}'] });
    try {
      const run = await cli.run(['recordings', 'export', '--url', server.url], {
        env: { COUNTERSIGN_TOKEN: 'secret-token' },
      });
      expect(run).toMatchObject({ code: ExitCode.ok, stdout: '{"id":"a"}\n{"id":"b"}\n' });
      expect(server.calls).toMatchObject([{ authorization: 'Bearer secret-token' }]);
    } finally {
      await server.stop();
    }
  });

  it('leaves no half of a file behind', async () => {
    const server = await PathServer.start({ problems: { recordings: ['not_permitted', 403] } });
    try {
      const file = join(folder, 'out.jsonl');
      const run = await cli.run(['recordings', 'export', '--url', server.url, '--output', file]);
      expect(run.code).toBe(ExitCode.notAccepted);
      expect(existsSync(file)).toBe(false);
    } finally {
      await server.stop();
    }
  });

  it('asks what is to be exported', async () => {
    expect(await cli.run(['recordings', 'export'])).toMatchObject({ code: ExitCode.usage });
  });
});
