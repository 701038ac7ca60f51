import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogSnapshotSchema } from '@countersign/model';
import { builtCli, type Cli } from './__testUtils__/runCli';
import { ExitCode } from './ExitCode';

jest.setTimeout(120_000);

const example = resolve(__dirname, '../../example');
const catalogFiles = ['customer', 'groups', 'money', 'network', 'people', 'platform'].map(name =>
  join(example, 'catalog', `${name}.yaml`),
);

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = builtCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-cli-catalog-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => cli.run(args, { cwd: folder });
const write = (name: string, value: unknown) =>
  writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));

describe('countersign catalog export', () => {
  it('makes a snapshot of descriptors, which policies are checked against', async () => {
    expect(await run('catalog', 'export', ...catalogFiles, '--output', 'catalog.json')).toEqual({
      code: ExitCode.ok,
      stderr: '',
      stdout: expect.stringMatching(
        /^\d+ entities, \d+ groups and \d+ users are in catalog.json.\n$/,
      ),
    });
    cpSync(join(example, 'policies'), join(folder, 'policies'), { recursive: true });
    const sound = await run('policy', 'check', 'policies', '--catalog', 'catalog.json', '--json');
    expect(JSON.parse(sound.stdout)).toMatchObject({
      ok: true,
      catalogTakenAt: expect.any(String),
    });

    const file = join(folder, 'policies/payments.policy.yaml');
    const text = readFileSync(file, 'utf8');
    write('policies/payments.policy.yaml', text.replace('default/billing', 'default/biling'));
    const wrong = await run('policy', 'check', 'policies', '--catalog', 'catalog.json');
    expect(wrong.code).toBe(ExitCode.faults);
    expect(wrong.stdout).toMatch(
      /payments\.policy\.yaml:\d+:\d+: error unknown-group: .* Did you mean group:default\/billing\?\n.*\n +\^{20}\n/,
    );
    expect((await run('policy', 'check', 'policies')).code).toBe(ExitCode.ok);
  });

  it("reads what Backstage's catalog answers, as a list and as a page", async () => {
    const entities = [
      { kind: 'Group', metadata: { name: 'pay', namespace: 'default' }, relations: [] },
      {
        kind: 'User',
        metadata: { name: 'ada', namespace: 'default', uid: '1' },
        relations: [{ type: 'memberOf', targetRef: 'group:default/pay' }],
      },
    ];
    write('list.json', entities);
    write('page.json', { items: entities, totalItems: 2, pageInfo: {} });
    for (const file of ['list.json', 'page.json']) {
      const { stdout } = await run('catalog', 'export', file);
      expect(catalogSnapshotSchema.parse(JSON.parse(stdout)).users).toEqual([
        { ref: 'user:default/ada', groups: ['group:default/pay'] },
      ]);
    }
  });

  it.each<[string, string, string]>([
    ['there is no such file', '', 'There is no readable file'],
    ['it is no YAML', '{ a: [', 'is neither YAML nor JSON'],
    ['something is no entity', 'kind: Group\n---\nkind: 1\n', 'Entity 1 of entities.yaml is no'],
  ])('says it when %s', async (_, text, expected) => {
    if (text) {
      write('entities.yaml', text);
    }
    expect(await run('catalog', 'export', 'entities.yaml')).toEqual({
      code: ExitCode.usage,
      stdout: '',
      stderr: expect.stringContaining(expected),
    });
  });
});

describe('countersign policy check --catalog', () => {
  it.each<[string, unknown, string]>([
    ['there is no such file', undefined, 'There is no readable file catalog.json.'],
    ['it is no JSON', '{', 'catalog.json is no JSON'],
    [
      'it is no snapshot',
      { takenAt: 'today', entities: [], edges: [], groups: [{ ref: 'Payments' }], aliases: {} },
      'catalog.json is no snapshot of a catalog:\n  takenAt: ',
    ],
  ])('says it when %s', async (_, value, expected) => {
    if (value !== undefined) {
      write('catalog.json', value);
    }
    const checked = await run(
      'policy',
      'check',
      join(example, 'policies'),
      '--catalog',
      'catalog.json',
    );
    expect(checked).toEqual({
      code: ExitCode.usage,
      stdout: '',
      stderr: expect.stringContaining(expected),
    });
  });
});
