import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { builtCli, type Cli } from './__testUtils__/runCli';
import { ExitCode } from './ExitCode';

jest.setTimeout(120_000);

const policies = resolve(__dirname, '../../../examples/govuk/policies');
const TEST = 'races/deployments.policy.test.yaml';

let cli: Cli;
let folder: string;
beforeAll(() => {
  cli = builtCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-cli-policy-test-'));
  cpSync(policies, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => cli.run(['policy', ...args], { cwd: folder });
const edit = (file: string, change: (text: string) => string) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  writeFileSync(join(folder, file), changed);
};
/** Makes a case expect what is not decided. */
const breakCase = () =>
  edit(TEST, text => text.replace('{ decision: allow, rule: going-back }', '{ decision: deny }'));

describe('countersign policy test', () => {
  it('finds tests in folders, runs them and says what passed', async () => {
    const { code, stdout, stderr } = await run('test', 'races');
    expect({ code, stderr }).toEqual({ code: ExitCode.ok, stderr: '' });
    expect(stdout).toBe(`✓ races/deployments.policy.test.yaml (8 cases)
  ✓ staging is free
  ✓ going back is free
  ✓ a version that was overtaken asks
  ✓ several versions in flight ask
  ✓ a version that skips others and waited asks
  ✓ one that waited and skips none does not
  ✓ on a day of going back everything asks
  ✓ what cannot be undone takes two

1 file, 8 cases: 8 passed, 0 failed.
`);
  });

  it('shows what differs, where, and why', async () => {
    breakCase();
    const { code, stdout, stderr } = await run('test', 'races');
    expect(code).toBe(ExitCode.faults);
    expect(stdout).toContain(`✗ races/deployments.policy.test.yaml (8 cases, 1 failed)
  ✓ staging is free
  ✗ going back is free
      decision  expected  deny
                but was   allow
                at races/deployments.policy.test.yaml:31:27
      agent may run deployment.rollback on component:default/publisher now, without asking anyone. Rule "going-back" of govuk-deployments says so`);
    expect(stdout).toContain('1 file, 8 cases: 7 passed, 1 failed.\n');
    expect(stderr).toBe('The policies do not decide what their tests expect.\n');
  });

  it('prints the same as JSON', async () => {
    breakCase();
    const { code, stdout } = await run('test', 'races', '--json');
    expect(code).toBe(ExitCode.faults);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      passed: 7,
      failed: 1,
      files: [
        {
          file: TEST,
          name: 'govuk-races',
          policies: ['guardrail.policy.yaml', 'races/deployments.policy.yaml'],
          cases: [
            { name: 'staging is free', passed: true },
            {
              name: 'going back is free',
              passed: false,
              differences: [
                { path: ['decision'], expected: 'deny', actual: 'allow', line: 31, column: 27 },
              ],
              decision: { decision: 'allow' },
            },
            ...Array(6).fill({ passed: true }),
          ],
        },
      ],
    });
  });

  it('writes SARIF and JUnit beside what people read, making folders on the way', async () => {
    breakCase();
    const { code, stdout } = await run(
      ...['test', '.', '--sarif', 'out/tests.sarif', '--junit', 'out/tests.xml'],
    );
    expect(code).toBe(ExitCode.faults);
    expect(stdout).toContain('2 files, 15 cases: 14 passed, 1 failed.');
    const sarif = JSON.parse(readFileSync(join(folder, 'out/tests.sarif'), 'utf8')) as unknown;
    expect(sarif).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          invocations: [{ exitCode: 1 }],
          results: [
            {
              ruleId: 'test-failed',
              message: { text: expect.stringContaining('going back is free: decision') },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: TEST },
                    region: { startLine: 31, startColumn: 27 },
                  },
                },
              ],
            },
          ],
        },
      ],
    });
    const junit = readFileSync(join(folder, 'out/tests.xml'), 'utf8');
    expect(XMLValidator.validate(junit)).toBe(true);
    expect(junit).toContain('tests="15" failures="1"');
    expect(junit).toContain('message="decision: expected deny, but was allow"');
  });

  it('prints one report alone, and refuses to print two into one another', async () => {
    const printed = await run('test', '.', '--junit', '-');
    expect(printed.stdout.startsWith('<?xml')).toBe(true);
    expect(XMLValidator.validate(printed.stdout)).toBe(true);
    expect(await run('test', '.', '--json', '--sarif', '-')).toMatchObject({
      code: ExitCode.usage,
      stdout: '',
      stderr: expect.stringContaining('Give one of them a file'),
    });
  });

  it('shows what the cases reach, and fails when it is too little', async () => {
    const whole = await run('test', '.', '--coverage', '--min-coverage', '100');
    expect(whole.code).toBe(ExitCode.ok);
    expect(whole.stdout).toContain('Rules that some case reaches: 14 of 14 (100 %).');
    edit(TEST, text => text.replace(/ {4}- name: going back is free\n(.+\n)+/, ''));
    const { code, stdout, stderr } = await run(
      ...['test', 'races', '--coverage', '--min-coverage', '95'],
    );
    expect(code).toBe(ExitCode.faults);
    expect(stdout).toMatch(/ {2}going-back +0 +0 +0 +6 +0\n/);
    expect(stdout).toContain('No case shows:\n  rule going-back of govuk-deployments answering\n');
    expect(stderr).toBe('The cases reach 7 of 8 (87 %) rules, and 95 % are asked for.\n');
    expect(await run('test', 'races', '--min-coverage', '80')).toMatchObject({ code: ExitCode.ok });
    expect(await run('test', 'races', '--min-coverage', 'all')).toMatchObject({
      code: ExitCode.usage,
    });
  });

  it('does not run a test with a fault, and says what it is', async () => {
    edit(TEST, text => text.replace('rule: going-back', 'rule: going-bakc'));
    const { code, stdout, stderr } = await run('test', '.');
    expect(code).toBe(ExitCode.faults);
    expect(stdout).toMatch(
      /races\/deployments\.policy\.test\.yaml:31:\d+: error test-unknown-name: .*"going-back"\?\n.*\n +\^{10}\n✗ .* was not run\.\n/,
    );
    expect(stdout).toContain('2 files, 7 cases: 7 passed, 0 failed; 1 file not run.');
    expect(stderr).toContain('could not run');
  });

  it('says each fault of the policies once, with the file it is in', async () => {
    edit('guardrail.policy.yaml', text => text.replace("'irreversible'", "'ireversible'"));
    const { code, stdout } = await run('test', '.', '--json');
    expect(code).toBe(ExitCode.faults);
    expect(JSON.parse(stdout)).toMatchObject({
      files: [{ ran: false }, { ran: false }],
      findings: [{ file: 'guardrail.policy.yaml', code: 'unknown-value' }],
    });
  });

  it('decides recordings, of an imported set or of a file beside the test', async () => {
    const recording = {
      id: 'r-1',
      at: '2024-09-02T12:00:00.000Z',
      proposal: {
        subject: { type: 'agent', id: 'govuk-ci' },
        action: { name: 'deployment.rollback', properties: { environment: 'production' } },
        resource: { type: 'component', id: 'component:default/publisher' },
        context: {},
      },
      resource: {
        ref: 'component:default/publisher',
        known: true,
        owner: 'group:default/govuk',
        ownerAncestors: [],
        tags: [],
      },
      factors: {
        actionType: 'deployment.rollback',
        reversibility: 'reversible',
        effects: {
          performance: 'none',
          security: 'none',
          dataAccess: 'none',
          serviceDisruption: 'minor',
        },
        blastRadius: { size: 0, tier0: 0, tier1: 0, depth: 0, owners: [], hits: [] },
        rollbackPlan: 'none',
        confidence: 1,
        missing: [],
        sources: [],
      },
      reviews: [],
    };
    mkdirSync(join(folder, 'recordings'));
    writeFileSync(join(folder, 'recordings/past.jsonl'), `${JSON.stringify(recording)}\n`);
    writeFileSync(
      join(folder, 'recordings/past.policy.test.yaml'),
      `apiVersion: countersign.dev/v1
kind: PolicyTest
metadata: { name: past }
spec:
  policies: [../guardrail.policy.yaml, ../races]
  cases:
    - name: as it was
      recording: { set: past.jsonl, id: r-1 }
      expect: { rule: going-back }
    - name: in a set that nobody imported
      recording: { set: spring, id: r-1 }
      expect: { rule: going-back }
`,
    );
    const { code, stdout } = await run('test', 'recordings');
    expect(code).toBe(ExitCode.faults);
    expect(stdout).toContain('  ✓ as it was\n');
    expect(stdout).toContain('test-unknown-recording');
    expect(stdout).toContain('2 cases: 1 passed, 1 failed.');
  });

  it.each([['/no/such/place'], ['empty']])('says when there is no test: %s', async path => {
    mkdirSync(join(folder, 'empty'));
    expect(await run('test', path)).toMatchObject({ code: ExitCode.usage, stdout: '' });
  });
});

describe('countersign policy check', () => {
  it('checks tests in the folders too', async () => {
    edit(TEST, text => text.replace('decision: allow', 'decison: allow'));
    const { code, stdout } = await run('check', 'races');
    expect(code).toBe(ExitCode.faults);
    expect(stdout).toMatch(/error unknown-member: .*"decision"\?/);
    expect(stdout).toContain('2 files, 1 error, 0 warnings.');
  });

  it('writes SARIF and JUnit', async () => {
    edit('guardrail.policy.yaml', text => text.replace("'irreversible'", "'ireversible'"));
    const { code } = await run(
      ...['check', 'guardrail.policy.yaml', '--sarif', 'check.sarif', '--junit', 'check.xml'],
    );
    expect(code).toBe(ExitCode.faults);
    expect(JSON.parse(readFileSync(join(folder, 'check.sarif'), 'utf8'))).toMatchObject({
      runs: [{ results: [{ ruleId: 'unknown-value', level: 'error' }] }],
    });
    expect(readFileSync(join(folder, 'check.xml'), 'utf8')).toContain('type="unknown-value"');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('finds what has ended by today', async () => {
    edit('guardrail.policy.yaml', text =>
      text.replace('  owner: group', '  reviewBy: 2020-01-31\n  owner: group'),
    );
    const { code, stdout } = await run('check', 'guardrail.policy.yaml');
    expect(code).toBe(ExitCode.ok);
    expect(stdout).toMatch(/warning review-due/);
  });
});
