import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestText } from '@countersign/model';
import { ExitCode } from './ExitCode';
import { PathServer, type PathScript } from './__testUtils__/PathServer';
import { builtCli, type Cli, type CliRun, type CliRunOptions } from './__testUtils__/runCli';

jest.setTimeout(120_000);

let cli: Cli;
let folder: string;
let server: PathServer;

beforeAll(() => {
  cli = builtCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-exec-')));
});
afterEach(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Appends a line to a file, so that a test sees how often it ran, and ends as it is told. */
const COMMAND = [
  process.execPath,
  '-e',
  "require('fs').appendFileSync('ran', 'x'); process.exit(Number(process.argv[1] ?? 0))",
];
const timesRan = () => {
  try {
    return readFileSync(join(folder, 'ran'), 'utf8').length;
  } catch {
    return 0;
  }
};

async function exec(
  script: PathScript,
  options: { args?: string[]; command?: string[] } & CliRunOptions = {},
): Promise<CliRun> {
  server = await PathServer.start(script);
  const { args = [], command = COMMAND, env, ...run } = options;
  return cli.run(
    [
      ...['exec', '--type', 'service.restart', '--target', 'checkout'],
      ...['--cwd', folder, ...args, '--', ...command],
    ],
    {
      ...run,
      env: {
        COUNTERSIGN_URL: server.url,
        COUNTERSIGN_TOKEN: 'secret-token',
        COUNTERSIGN_AGENT: 'remediator',
        COUNTERSIGN_EXECUTOR: 'runner',
        ...env,
      },
    },
  );
}

const problem = (ending: string, type: string, status: number): PathScript => ({
  problems: { [ending]: [type, status] },
});

describe('countersign exec', () => {
  it('runs what is permitted once, reports, and passes its exit code on', async () => {
    expect(await exec({}, { command: [...COMMAND, '7'] })).toMatchObject({ code: 7, stdout: '' });
    expect(timesRan()).toBe(1);
    expect(server.to('/outcome')[0]!.body).toMatchObject({
      status: 'failed',
      detail: 'The command ended with exit code 7.',
    });
    expect(server.calls.every(call => call.authorization === 'Bearer secret-token')).toBe(true);
  });

  it('waits for a person, and then runs', async () => {
    const run = await exec({ evaluation: 'ask', tasks: ['pending', 'approved'] });
    expect(run).toMatchObject({ code: ExitCode.ok });
    expect(run.stderr).toContain(
      'A person is asked (impact moderate). Payments decides by itself.',
    );
    expect(run.stderr).toContain('http://portal/requests/q-1');
    expect(timesRan()).toBe(1);
  });

  it('asks about, and redeems, exactly what will run', async () => {
    writeFileSync(join(folder, 'input'), 'hello');
    const command = [
      process.execPath,
      '-e',
      'process.stdin.pipe(process.stdout); console.log(process.cwd(), process.env.REGION, process.env.KUBECONFIG, process.env.COUNTERSIGN_TOKEN)',
    ];
    const run = await exec(
      {},
      {
        command,
        env: { KUBECONFIG: '/secret/kube' },
        args: [
          ...['--param', 'zone=eu', '--param', 'replicas:=5', '--stdin', join(folder, 'input')],
          ...['--env', 'REGION=west', '--env', 'KUBECONFIG', '--rationale', 'It leaks memory.'],
          ...['--rollback', 'Scale back.', '--incident', 'INC-1'],
        ],
      },
    );
    expect(run.stdout).toBe(`${folder} west /secret/kube undefined\nhello`);
    const asked = server.to('/evaluation')[0]!.body as Record<string, unknown>;
    expect(asked).toEqual({
      subject: { type: 'agent', id: 'remediator' },
      action: {
        name: 'service.restart',
        properties: {
          zone: 'eu',
          replicas: 5,
          exec: {
            argv: command,
            executable: realpathSync(process.execPath),
            cwd: folder,
            env: { REGION: 'west', KUBECONFIG: digestText('/secret/kube') },
            stdin: digestText('hello'),
          },
        },
      },
      resource: { type: 'component', id: 'component:default/checkout' },
      context: {
        countersign: {
          executor: 'runner',
          rationale: 'It leaks memory.',
          rollbackPlan: { description: 'Scale back.' },
          incidents: ['INC-1'],
        },
      },
    });
    expect(server.to('/redemptions')[0]!.body).toMatchObject({
      grant: 'a.b.c',
      action: {
        subject: asked.subject,
        action: asked.action,
        resource: asked.resource,
        executor: 'runner',
      },
    });
  });

  it('presents the token of the executor where it has one of its own', async () => {
    await exec({}, { env: { COUNTERSIGN_EXECUTOR_TOKEN: 'other-token' } });
    expect(server.to('/evaluation')[0]!.authorization).toBe('Bearer secret-token');
    expect(server.to('/redemptions')[0]!.authorization).toBe('Bearer other-token');
    expect(server.to('/outcome')[0]!.authorization).toBe('Bearer other-token');
  });

  it('says so where a scope is only observed', async () => {
    const run = await exec({ evaluation: 'observed' });
    expect(run).toMatchObject({ code: ExitCode.ok });
    expect(run.stderr).toContain('only observed');
  });

  it.each<[why: string, script: PathScript, code: number, says: string]>([
    ['a policy denies', { evaluation: 'deny' }, ExitCode.denied, 'Payments decides by itself.'],
    [
      'a person refuses',
      { evaluation: 'ask', tasks: ['denied'], refusal: 'Not today.' },
      ExitCode.refused,
      '"Not today."',
    ],
    [
      'nobody decides in time',
      { evaluation: 'ask', tasks: ['expired'] },
      ExitCode.expired,
      'in time',
    ],
    [
      'somebody cancels',
      { evaluation: 'ask', tasks: ['cancelled'] },
      ExitCode.cancelled,
      'cancelled',
    ],
    [
      'the answer is one we do not know',
      { evaluation: 'ask', tasks: ['escalated'] },
      ExitCode.refused,
      'not approved',
    ],
    ['a hold is in force', problem('/redemptions', 'held', 403), ExitCode.notRedeemed, '(held)'],
    ['the grant is spent', problem('/redemptions', 'spent', 409), ExitCode.notRedeemed, '(spent)'],
    [
      'the token is not known',
      problem('/evaluation', 'unauthenticated', 401),
      ExitCode.notAccepted,
      '(unauthenticated)',
    ],
    [
      'the agent is not registered',
      problem('/evaluation', 'unregistered_caller', 403),
      ExitCode.notAccepted,
      '(unregistered_caller)',
    ],
    [
      'no policies are in force',
      problem('/evaluation', 'policies_not_in_force', 503),
      ExitCode.unreachable,
      '(policies_not_in_force)',
    ],
  ])('runs nothing when %s', async (_, script, code, says) => {
    const run = await exec(script);
    expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(says) });
    expect(timesRan()).toBe(0);
    expect(server.to('/outcome')).toEqual([]);
  });

  it('runs nothing when Countersign cannot be reached', async () => {
    const run = await exec({}, { env: { COUNTERSIGN_URL: 'http://127.0.0.1:9/api/countersign' } });
    expect(run).toMatchObject({ code: ExitCode.unreachable });
    expect(run.stderr).toContain('do not act');
    expect(timesRan()).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('takes the request back on %s', async signal => {
    const run = await exec(
      { evaluation: 'ask', tasks: ['pending'] },
      {
        onStderr: (stderr, kill) => {
          if (stderr.includes('Waiting for an approval')) {
            kill(signal);
          }
        },
      },
    );
    expect(run.code).toBe(signal === 'SIGINT' ? ExitCode.interrupted : ExitCode.terminated);
    expect(run.stderr).toContain('The request was taken back.');
    expect(server.to('/cancel')).toHaveLength(1);
    expect(timesRan()).toBe(0);
  });

  it('lets the running command end when it is interrupted, and reports what came of it', async () => {
    const command = [
      process.execPath,
      '-e',
      "process.on('SIGTERM', () => process.exit(3)); console.error('running'); setInterval(() => {}, 1000)",
    ];
    const run = await exec(
      {},
      { command, onStderr: (stderr, kill) => stderr.includes('running') && kill('SIGTERM') },
    );
    expect(run.code).toBe(3);
    expect(server.to('/outcome')[0]!.body).toMatchObject({ status: 'failed' });
  });

  it('says as a shell does which signal ended the command', async () => {
    const command = [process.execPath, '-e', "process.kill(process.pid, 'SIGKILL')"];
    expect(await exec({}, { command })).toMatchObject({ code: 137 });
    expect(server.to('/outcome')[0]!.body).toMatchObject({
      detail: 'The command was ended by SIGKILL.',
    });
  });

  it('says so when the command ran and its outcome could not be reported', async () => {
    const script = problem('/outcome', 'unavailable', 503);
    const run = await exec(script);
    expect(run).toMatchObject({ code: ExitCode.outcomeNotReported });
    expect(run.stderr).toContain('The command ran');
    expect(timesRan()).toBe(1);
    await server.stop();
    expect(await exec(script, { command: [...COMMAND, '4'] })).toMatchObject({ code: 4 });
  });

  it('tells a program in JSON lines how it goes, and keeps the grant to itself', async () => {
    const { stderr } = await exec({ evaluation: 'ask' }, { args: ['--json'] });
    const steps = stderr
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { step: string }).step);
    expect(steps).toEqual([
      'evaluated',
      'submitted',
      'answered',
      'evaluated',
      'granted',
      'redeemed',
      'reported',
    ]);
    expect(stderr).not.toContain('a.b.c');
  });

  it.each<[why: string, args: string[], command: string[], code: number, says: string]>([
    ['there is no such command', [], ['no-such-command'], ExitCode.notFound, 'no-such-command'],
    ['a parameter is none', ['--param', 'x'], COMMAND, ExitCode.usage, 'name=text'],
    ['a parameter is no JSON', ['--param', 'x:=five'], COMMAND, ExitCode.usage, 'is no JSON'],
    ['a parameter would hide what runs', ['--param', 'exec=x'], COMMAND, ExitCode.usage, 'pinned'],
    ['a variable is not set', ['--env', 'NOT_THERE'], COMMAND, ExitCode.usage, 'NOT_THERE=value'],
    [
      'our own token would be passed on',
      ['--env', 'COUNTERSIGN_TOKEN'],
      COMMAND,
      ExitCode.usage,
      'not for the command',
    ],
    ['the directory is missing', ['--cwd', '/no/such'], COMMAND, ExitCode.usage, '/no/such'],
    ['the wait is no duration', ['--wait', 'soon'], COMMAND, ExitCode.usage, '30m'],
    ['the agent is empty', ['--agent', ''], COMMAND, ExitCode.usage, 'COUNTERSIGN_AGENT'],
    ['the input is missing', ['--stdin', '/no/such'], COMMAND, ExitCode.usage, '/no/such'],
  ])('asks nobody when %s', async (_, args, command, code, says) => {
    const run = await exec({}, { args, command });
    expect(run).toMatchObject({ code, stderr: expect.stringContaining(says) });
    expect(server.calls).toEqual([]);
  });
});
