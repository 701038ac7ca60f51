import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CountersignClient } from '@countersign/client';
import { runLiveAgent, type LiveAgentOptions } from './runLiveAgent';

// A busy machine may be slow; nothing here is about time.
jest.setTimeout(120_000);

type Answer = 'allow' | 'require_approval' | 'deny';

const LATER = '2099-01-01T00:00:00.000Z';

/**
 * A Countersign as the agent sees it over HTTP, with answers that the test chooses. It keeps what it was
 * asked, and requests stay pending until the test answers them.
 */
class ScriptedCountersign {
  readonly calls: string[] = [];
  readonly tasks = new Map<string, string>();
  readonly subjects = new Map<string, string>();
  answer: (evaluation: number) => Answer = () => 'allow';
  status = 200;
  private evaluations = 0;
  private server!: Server;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      void this.respond(request).then(body => {
        response.writeHead(this.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>(ready => this.server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(done => this.server.close(() => done()));
  }

  count(prefix: string): number {
    return this.calls.filter(call => call.startsWith(prefix)).length;
  }

  private async respond(request: IncomingMessage): Promise<unknown> {
    const path = request.url!.split('?')[0]!;
    let text = '';
    for await (const chunk of request) {
      text += chunk;
    }
    const body = text ? JSON.parse(text) : {};
    this.calls.push(`${request.method} ${path} ${request.headers.authorization ?? ''}`);
    if (this.status !== 200) {
      return { type: 'urn:countersign:problem:unauthenticated', title: 'no', detail: 'No.' };
    }
    if (path === '/access/v1/evaluation') {
      const approved = body.context.approval !== undefined;
      return evaluation(approved ? 'allow' : this.answer(this.evaluations++));
    }
    if (path === '/access/v1/requests') {
      const id = `task-${this.tasks.size}`;
      this.tasks.set(id, 'pending');
      this.subjects.set(id, body.subject.id);
      return this.task(id);
    }
    const task = /^\/access\/v1\/requests\/([^/]+)(\/cancel)?$/.exec(path);
    if (task) {
      if (task[2]) {
        this.tasks.set(task[1]!, 'cancelled');
      }
      return this.task(task[1]!);
    }
    if (path === '/v1/requests') {
      const pending = [...this.tasks].filter(([, status]) => status === 'pending');
      return { items: pending.map(([id]) => ({ id, subject: { id: this.subjects.get(id) } })) };
    }
    if (path.endsWith('/redemptions')) {
      return {
        grantId: 'g',
        executionId: body.executionId,
        redeemedAt: LATER,
        leaseExpiresAt: LATER,
      };
    }
    if (path.endsWith('/outcome')) {
      return {};
    }
    return {
      id: 'g',
      status: 'issued',
      executor: 'e',
      observed: false,
      grant: 'jws',
      expiresAt: LATER,
    };
  }

  private task(id: string): unknown {
    const status = this.tasks.get(id);
    return {
      task: { id, status, status_endpoint: '', expires_at: LATER, links: { review: '' } },
      ...(status === 'approved' && {
        result: { mode: 'reevaluate', approval: { id: 'a', approved_until: LATER } },
      }),
    };
  }
}

function evaluation(answer: Answer): unknown {
  return {
    decision: answer === 'allow',
    context: {
      evaluation_id: 'e',
      evaluated_at: LATER,
      ...(answer === 'require_approval' && {
        reason: 'approval_required',
        access_request: { endpoint: '', expires_at: LATER, binding_token: 't' },
      }),
      countersign: { decision: answer, level: 'low', score: 0, reasons: [], grant: { id: 'g' } },
    },
  };
}

describe('the live agent', () => {
  let scripted: ScriptedCountersign;
  let url: string;
  let stop: AbortController;
  let lines: string[];
  let ended: Promise<void>;

  beforeEach(async () => {
    scripted = new ScriptedCountersign();
    url = await scripted.start();
    stop = new AbortController();
    lines = [];
  });
  afterEach(async () => {
    stop.abort();
    await ended;
    await scripted.stop();
  });

  const client = (token: string) =>
    new CountersignClient({ baseUrl: url, token: async () => token });
  const live = (options: Partial<LiveAgentOptions> = {}) => {
    ended = runLiveAgent({
      client: client('agent-token'),
      seed: 'test',
      pauseMs: 20,
      signal: stop.signal,
      log: line => lines.push(line),
      ...options,
    });
    return ended;
  };
  /** Waits for something to become true, however long the machine takes. */
  const until = async (condition: () => boolean) => {
    while (!condition()) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };

  it('walks the path, with the executor speaking for itself', async () => {
    void live({ executor: client('executor-token') });
    await until(() => scripted.count('POST /v1/grants/g/outcome') >= 2);
    expect(scripted.count('POST /access/v1/evaluation Bearer agent-token')).toBeGreaterThan(1);
    expect(scripted.count('POST /v1/grants/g/redemptions Bearer executor-token')).toBeGreaterThan(
      1,
    );
    expect(scripted.count('POST /v1/grants/g/redemptions Bearer agent-token')).toBe(0);
    await until(() => lines.some(line => line.includes('ran (simulated)')));
  });

  it('names action and target in its log, and no parameters', async () => {
    void live();
    await until(() => lines.length > 12);
    for (const line of lines) {
      expect(line).toMatch(/^remediator: [a-z.]+ on [a-z0-9:/.-]+ (may run|ran)/);
    }
  });

  it('keeps no more requests open than it may, and asks on', async () => {
    scripted.answer = () => 'require_approval';
    void live({ maxOpen: 3 });
    await until(() => lines.filter(line => line.includes('let be')).length >= 4);
    expect(scripted.tasks.size).toBe(3);
  });

  it('runs once people have approved, and opens another', async () => {
    scripted.answer = () => 'require_approval';
    void live({ maxOpen: 1 });
    await until(() => scripted.tasks.size === 1);
    scripted.tasks.set('task-0', 'approved');
    await until(
      () => scripted.count('POST /v1/grants/g/outcome') === 1 && scripted.tasks.size === 2,
    );
    expect(lines.some(line => line.includes('was answered: approved'))).toBe(true);
  });

  it('runs nothing that is denied', async () => {
    scripted.answer = () => 'deny';
    void live();
    await until(() => scripted.count('POST /access/v1/evaluation') >= 3);
    expect(scripted.count('POST /v1/grants')).toBe(0);
    expect(lines[0]).toContain('is denied');
  });

  it('takes back what an earlier run left open, and nobody else’s', async () => {
    scripted.tasks.set('task-old', 'pending').set('task-other', 'pending');
    scripted.subjects.set('task-old', 'remediator').set('task-other', 'deployer');
    void live();
    await until(() => scripted.count('POST /access/v1/evaluation') >= 1);
    expect(scripted.tasks.get('task-old')).toBe('cancelled');
    expect(scripted.tasks.get('task-other')).toBe('pending');
  });

  it('stops when it is told to, while requests wait', async () => {
    scripted.answer = () => 'require_approval';
    const done = live();
    await until(() => scripted.tasks.size >= 1);
    stop.abort();
    await expect(done).resolves.toBeUndefined();
  });

  it('says that Countersign is away, waits, and goes on when it is back', async () => {
    const away = new CountersignClient({
      baseUrl: url,
      fetch: (input, init) =>
        lines.length === 0 ? Promise.reject(new TypeError('refused')) : fetch(input, init),
    });
    void live({ client: away });
    await until(() => lines.length > 0);
    expect(lines[0]).toMatch(/cannot be reached .* Asking again in 2 s\./);
    await until(() => lines.some(line => line.includes('may run')));
  });

  it('ends with the reason when its token is not accepted', async () => {
    scripted.status = 401;
    await expect(live()).rejects.toThrow('No.');
    ended = Promise.resolve();
  });

  it('proposes the same for the same seed', async () => {
    const proposed = async () => {
      lines = [];
      stop = new AbortController();
      scripted.answer = () => 'deny';
      void live();
      await until(() => lines.length >= 5);
      stop.abort();
      await ended;
      return lines.slice(0, 5);
    };
    expect(await proposed()).toEqual(await proposed());
  });
});
