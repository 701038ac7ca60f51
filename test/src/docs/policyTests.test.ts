import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parsePolicyTest } from '@countersign/policy';
import { findDocuments, readBlocks } from './readBlocks';

// A child process that reads TypeScript takes a while on a busy machine.
jest.setTimeout(120_000);

const root = resolve(__dirname, '../../..');

const tests = findDocuments(root)
  .flatMap(file => readBlocks(root, file))
  .filter(({ language, text }) => language === 'yaml' && /^kind: PolicyTest$/m.test(text))
  .map(block => [`${block.file}:${block.line}`, block] as const);
it.each(tests)('the policy test at %s checks', (_place, { text, file }) => {
  expect(parsePolicyTest(text, file).diagnostics).toEqual([]);
});

describe('the page on policy tests', () => {
  const blocks = readBlocks(root, 'docs/policy-tests.md');
  const [guardrail, policy, test] = blocks
    .filter(({ language }) => language === 'yaml')
    .map(({ text }) => text);
  const [passing, failing, covered] = blocks
    .filter(({ language }) => language === 'text')
    .map(({ text }) => text);

  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'countersign-docs-'));
    writeFileSync(join(folder, 'organisation.policy.yaml'), guardrail!);
    writeFileSync(join(folder, 'search.policy.yaml'), policy!);
    writeFileSync(join(folder, 'search.policy.test.yaml'), test!);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function run(...options: string[]) {
    const command = join(root, 'packages/cli/bin/countersign.mjs');
    const args = [command, 'policy', 'test', '.', ...options];
    const { stdout, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return { stdout, status };
  }

  it('shows what the command prints', () => {
    expect(run()).toEqual({ stdout: passing, status: 0 });
    expect(run('--coverage').stdout).toContain(covered);
  });

  it('shows what a case that fails looks like', () => {
    writeFileSync(
      join(folder, 'search.policy.yaml'),
      policy!.replace("to: '16:00'", "to: '11:00'"),
    );
    const { stdout, status } = run();
    expect(status).toBe(1);
    expect(stdout).toContain(failing);
  });
});
