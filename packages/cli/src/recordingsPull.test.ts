import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '@countersign/model';
import { ExitCode } from './ExitCode';
import { PathServer } from './__testUtils__/PathServer';
import { builtCli, type Cli, type CliRun } from './__testUtils__/runCli';

jest.setTimeout(120_000);

let cli: Cli;
let folder: string;
let server: PathServer;
beforeAll(() => {
  cli = builtCli();
});
afterAll(() => cli.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-cli-pull-'));
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What happened on a day of March, at noon unless another hour is said. */
function recording(day: number, more: Partial<Recording> = {}): Recording {
  return {
    id: `r-${day}`,
    at: `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`,
    proposal: {
      subject: { type: 'agent', id: 'fixer' },
      action: { name: 'service.restart' },
      resource: { type: 'component', id: 'component:default/checkout' },
      context: {},
    },
    resource: { ref: 'component:default/checkout', known: true, ownerAncestors: [], tags: [] },
    factors: {
      effects: {
        performance: 'none',
        security: 'none',
        dataAccess: 'none',
        serviceDisruption: 'none',
      },
      blastRadius: { size: 0, tier0: 0, tier1: 0, depth: 0, owners: [], hits: [] },
      rollbackPlan: 'none',
      confidence: 1,
      missing: [],
      sources: [],
    },
    reviews: [],
    outcome: { status: 'succeeded', at: '2026-03-31T00:00:00.000Z' },
    ...more,
  };
}

const linesOf = (...recordings: Recording[]) => recordings.map(each => JSON.stringify(each));
const days = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => recording(from + i));

function pull(...more: string[]): Promise<CliRun> {
  return cli.run(
    ['recordings', 'pull', '--name', 'portal', '--url', server.url, '--root', folder, ...more],
    { env: { COUNTERSIGN_TOKEN: 'secret-token' } },
  );
}

async function held(): Promise<Recording[]> {
  const run = await cli.run(['recordings', 'export', '--recordings', 'portal', '--root', folder]);
  return run.stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Recording);
}

const resumeOf = () =>
  (
    JSON.parse(readFileSync(join(folder, '.countersign/recordings/portal/set.json'), 'utf8')) as {
      resume: unknown;
    }
  ).resume;

const firstPull = ['--visible-to', 'group:default/platform'];

describe('countersign recordings pull', () => {
  it('takes everything once, and then only what is new', async () => {
    server = await PathServer.start({ recordings: linesOf(...days(1, 3)) });
    expect(await pull(...firstPull)).toMatchObject({
      code: ExitCode.ok,
      stdout: expect.stringContaining('3 recordings came; the set "portal" holds 3.'),
    });
    expect(resumeOf()).toEqual({ from: server.url, since: '2026-03-03T12:00:00.000Z' });

    server.change({ recordings: linesOf(...days(1, 5)) });
    expect(await pull()).toMatchObject({
      code: ExitCode.ok,
      stdout: expect.stringContaining('3 recordings came; the set "portal" holds 5.'),
    });
    expect(await held()).toEqual(days(1, 5));
    expect(server.calls.map(({ query }) => decodeURIComponent(query))).toEqual([
      '',
      'since=2026-03-03T12:00:00.000Z',
    ]);
    expect(server.calls[0]!.authorization).toBe('Bearer secret-token');
  });

  it.each([1, 2, 3, 4])(
    'loses nothing and doubles nothing when it breaks off after %p lines',
    async breakOffAfter => {
      // Three of one instant: where it breaks off, some of them have come and some not.
      const at = '2026-03-02T12:00:00.000Z';
      const all = [
        recording(1),
        recording(2, { id: 'a', at }),
        recording(2, { id: 'b', at }),
        recording(2, { id: 'c', at }),
        ...days(3, 4),
      ];
      server = await PathServer.start({ recordings: linesOf(...all), breakOffAfter });
      const broken = await pull(...firstPull);
      expect(broken).toMatchObject({
        code: ExitCode.unreachable,
        stderr: expect.stringContaining(`holds the ${breakOffAfter} recordings`),
      });
      expect(await held()).toEqual(all.slice(0, breakOffAfter));
      expect(await pull()).toMatchObject({ code: ExitCode.ok });
      expect(await held()).toEqual(all);
    },
  );

  it('keeps what it had behind the place where a later pull breaks off', async () => {
    const open = days(1, 6).map(each => ({ ...each, outcome: undefined }));
    server = await PathServer.start({ recordings: linesOf(...open) });
    await pull(...firstPull);
    server.change({ recordings: linesOf(...days(1, 7)), breakOffAfter: 2 });
    expect(await pull()).toMatchObject({ code: ExitCode.unreachable });
    const kept = JSON.parse(JSON.stringify(open.slice(2))) as Recording[];
    expect(await held()).toEqual([...days(1, 2), ...kept]);
    await pull();
    expect(await held()).toEqual(days(1, 7));
  });

  it('asks again for what had no outcome yet, for two weeks', async () => {
    const waiting = recording(2, { outcome: undefined });
    server = await PathServer.start({ recordings: linesOf(recording(1), waiting, recording(3)) });
    await pull(...firstPull);
    expect(resumeOf()).toMatchObject({ since: waiting.at });
    server.change({ recordings: linesOf(...days(1, 20)) });
    await pull();
    expect(await held()).toEqual(days(1, 20));

    const denied = recording(21, {
      outcome: undefined,
      decided: { decision: 'deny', level: 'high' },
    });
    server.change({ recordings: linesOf(...days(1, 20), denied) });
    await pull();
    expect(resumeOf()).toMatchObject({ since: denied.at });
  });

  it('sets lines aside that are no recordings', async () => {
    server = await PathServer.start({ recordings: [...linesOf(recording(1)), '{"at":"x"}'] });
    const run = await pull(...firstPull, '--json');
    const result = JSON.parse(run.stdout) as { rejected: number; rejectedFile: string };
    expect(result).toMatchObject({ received: 1, rejected: 1 });
    expect(JSON.parse(readFileSync(result.rejectedFile, 'utf8'))).toMatchObject({
      line: 2,
      raw: '{"at":"x"}',
    });
  });

  it('leaves the set as it was when nothing came', async () => {
    server = await PathServer.start({ recordings: linesOf(...days(1, 2)) });
    await pull(...firstPull);
    server.change({ problems: { recordings: ['not_permitted', 403] } });
    expect(await pull()).toMatchObject({ code: ExitCode.notAccepted });
    expect(await held()).toEqual(days(1, 2));
  });

  it('wants to know who may see it, and continues no other set', async () => {
    server = await PathServer.start({ recordings: linesOf(...days(1, 2)) });
    expect(await pull()).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining('--visible-to'),
    });
    await pull(...firstPull);
    const other = await PathServer.start({ recordings: [] });
    try {
      const run = await cli.run([
        ...['recordings', 'pull', '--name', 'portal', '--url', other.url, '--root', folder],
      ]);
      expect(run).toMatchObject({
        code: ExitCode.usage,
        stderr: expect.stringContaining('Choose another name'),
      });
      expect(other.calls).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('refuses an order in which it could not go on', async () => {
    server = await PathServer.start({ recordings: linesOf(recording(2), recording(1)) });
    expect(await pull(...firstPull)).toMatchObject({
      code: ExitCode.usage,
      stderr: expect.stringContaining('not in the order of time'),
    });
    expect(await held()).toEqual([]);
  });
});
