import { GUARDRAIL, PAYMENTS } from '../../../scripts/vscode/fixtures/policies';
import { testRecordings } from '../../../scripts/vscode/fixtures/recordings';
import type { OpenFile } from './loadRecordings';
import type { WorkerMessage, WorkerRequest } from './protocol';
import { Cancelled, ReplayWorker } from './ReplayWorker';
import { serveReplay } from './serveReplay';

const HEAD = [
  { uri: 'file:///ws/organisation.policy.yaml', text: GUARDRAIL },
  { uri: 'file:///ws/payments.policy.yaml', text: PAYMENTS },
];
const LOOSER = [HEAD[0]!, { ...HEAD[1]!, text: PAYMENTS.replace('tier >= 2', 'tier >= 1') }];
const LINES = testRecordings().map(recording => JSON.stringify(recording));

describe('the replay behind its two ends', () => {
  it('loads recordings and says what they are', async () => {
    const { worker } = connect();
    await expect(worker.load(bytes(LINES.slice(0, 300).join('\n')))).resolves.toEqual({
      name: 'test',
      count: 300,
      faults: 0,
      samples: expect.objectContaining({
        'action.name': ['service.restart', 'config.change', 'database.migrate'],
      }),
      span: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-13T11:00:00.000Z' },
    });
  });

  it('counts the lines that are none, and names the first', async () => {
    const { worker } = connect();
    const report = await worker.load(bytes(`${LINES[0]}\n{"id":1}\nnothing\n`));
    expect(report).toMatchObject({ count: 1, faults: 2, firstFault: { line: 2 } });
  });

  it('replays the texts, compared with the saved ones only when they are given', async () => {
    const { worker } = connect();
    await worker.load(bytes(LINES.join('\n')));
    const alone = await worker.replay(HEAD, undefined);
    expect(alone).toMatchObject({
      kind: 'summary',
      summary: { comparedWith: 'nothing', total: 1200, totals: { allowed: 133 } },
    });
    const compared = await worker.replay(LOOSER, HEAD);
    expect(compared).toMatchObject({
      summary: { comparedWith: 'saved', totals: { changed: 133, newlyAllowed: 133, regret: 33 } },
    });
  });

  it('says why a set cannot be replayed, and leaves out a base that cannot', async () => {
    const { worker } = connect();
    await worker.load(bytes(LINES.slice(0, 10).join('\n')));
    const broken = [HEAD[0]!, { ...HEAD[1]!, text: PAYMENTS.replace('deny', 'dney') }];
    await expect(worker.replay(broken, HEAD)).resolves.toEqual({
      kind: 'not_replayable',
      reason: expect.stringMatching(/^payments\.policy\.yaml has an error: /),
    });
    await expect(worker.replay(HEAD, broken)).resolves.toMatchObject({
      kind: 'summary',
      summary: { comparedWith: 'nothing' },
      baseFault: expect.stringMatching(/^payments\.policy\.yaml/),
    });
    await expect(worker.replay([HEAD[1]!], undefined)).resolves.toMatchObject({
      kind: 'not_replayable',
    });
  });

  it('has nothing to replay before it is given recordings', async () => {
    await expect(connect().worker.replay(HEAD, undefined)).resolves.toEqual({
      kind: 'not_replayable',
      reason: 'No recordings are loaded.',
    });
  });

  it('gives up when it is told to, and keeps what it had', async () => {
    const endless: OpenFile = () =>
      (async function* () {
        for (;;) {
          yield new TextEncoder().encode(`${LINES[0]}\n`);
        }
      })();
    const { worker } = connect(endless);
    await worker.load(bytes(LINES.slice(0, 20).join('\n')));
    const controller = new AbortController();
    const loading = worker.load(
      { kind: 'file', path: '/endless', name: 'endless' },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(loading).rejects.toBeInstanceOf(Cancelled);
    await expect(worker.replay(HEAD, undefined)).resolves.toMatchObject({
      summary: { total: 20 },
    });
  });

  it('tells of a death, rejects what waits for it, and starts again', async () => {
    const { worker, lost, die, starts } = connect(() => {
      throw new Error('no such file');
    });
    await expect(worker.load({ kind: 'file', path: '/x', name: 'x' })).rejects.toThrow(
      'no such file',
    );
    const waiting = worker.load(bytes(LINES.join('\n')));
    const rejected = waiting.catch((error: Error) => error.message);
    await Promise.resolve();
    await Promise.resolve();
    die('out of memory');
    await expect(rejected).resolves.toBe('out of memory');
    expect(lost).toEqual(['out of memory']);
    await worker.load(bytes(LINES[0]!));
    expect(starts()).toBe(2);
  });
});

function bytes(text: string) {
  return { kind: 'bytes' as const, bytes: new TextEncoder().encode(text), name: 'test' };
}

/** Both ends in one process, joined by tasks of the event loop as a worker's messages are. */
function connect(openFile: OpenFile = () => new Uint8Array()) {
  const lost: string[] = [];
  let starts = 0;
  let die: (reason: string) => void = () => {};
  const worker = new ReplayWorker(
    async () => {
      starts++;
      const toWorker: ((message: WorkerRequest) => void)[] = [];
      const toHost: ((message: WorkerMessage) => void)[] = [];
      serveReplay(
        {
          post: message => setImmediate(() => toHost.forEach(listener => listener(message))),
          onMessage: listener => toWorker.push(listener),
        },
        openFile,
      );
      return {
        post: message => setImmediate(() => toWorker.forEach(listener => listener(message))),
        onMessage: listener => void toHost.push(listener),
        onExit: listener => {
          die = listener;
        },
        terminate: () => {},
      };
    },
    reason => lost.push(reason),
  );
  return { worker, lost, die: (reason: string) => die(reason), starts: () => starts };
}
