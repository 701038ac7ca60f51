import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { EXAMPLE_DIRECTORY } from '../organisation/exampleDirectory';

// A busy machine may be slow; nothing here is about time.
jest.setTimeout(120_000);

function run(command: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const file = path.join(EXAMPLE_DIRECTORY, 'src/commands', command);
  return spawnSync(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: EXAMPLE_DIRECTORY,
    encoding: 'utf8',
    env: { ...process.env, COUNTERSIGN_URL: '', COUNTERSIGN_TOKEN: '', ...env },
  });
}

describe('generate', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'countersign-example-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('writes JSON Lines, compressed where the name says so', () => {
    const [plain, packed] = ['a.jsonl', 'a.jsonl.gz'].map(name => path.join(directory, name));
    expect(run('generate.ts', [plain!, '--count', '40']).stderr).toBe('');
    expect(run('generate.ts', [packed!, '--count', '40']).status).toBe(0);
    const text = readFileSync(plain!, 'utf8');
    expect(text.trim().split('\n')).toHaveLength(40);
    expect(gunzipSync(readFileSync(packed!)).toString('utf8')).toBe(text);
  });

  it.each([
    ['no file', []],
    ['a count that is none', ['x', '--count', 'many']],
    ['an instant that is none', ['x', '--until', 'yesterday']],
    ['an option that is none', ['x', '--colour']],
  ])('says how it is used for %s', (_, args) => {
    const { status, stderr } = run('generate.ts', args);
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: generate.ts FILE');
  });
});

describe('agent', () => {
  it.each([
    ['no address', {}, 'Set COUNTERSIGN_URL'],
    [
      'an agent that is not there',
      { COUNTERSIGN_URL: 'http://127.0.0.1:1', COUNTERSIGN_TOKEN: 't', COUNTERSIGN_AGENT: 'x' },
      'remediator and deployer',
    ],
  ])('says what it needs for %s', (_, env, sentence) => {
    const { status, stderr } = run('agent.ts', [], env);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
