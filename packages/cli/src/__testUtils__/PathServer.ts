import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server of a test answers. What is not given goes well. */
export interface PathScript {
  /** The first evaluation's answer; `ask` leads to a request. */
  evaluation?: 'allow' | 'deny' | 'ask' | 'observed';
  /** What the request has become each time it is asked for; the last one stays. */
  tasks?: string[];
  /** A person's reason for refusing. */
  refusal?: string;
  /** A problem type in the place of an answer, by the end of the path. */
  problems?: Record<string, [type: string, status: number]>;
  /** Lines of `v1/recordings`. */
  recordings?: string[];
  /** Breaks the first answer of `v1/recordings` off after so many lines. */
  breakOffAfter?: number;
}

/** What the server was sent. */
export interface ReceivedCall {
  method: string;
  path: string;
  /** What stands behind the question mark. */
  query: string;
  authorization: string | undefined;
  body: unknown;
}

const at = '2026-11-22T09:00:00.000Z';
const digest = `sha256:${'0'.repeat(64)}`;

/**
 * A server on loopback that answers along the path of one action as Countersign's HTTP interface
 * says, by a script. It decides nothing; the real one is tested where it is built.
 */
export class PathServer {
  readonly calls: ReceivedCall[] = [];
  private asked = 0;
  private tasksRead = 0;

  private constructor(
    private readonly server: Server,
    private script: PathScript,
  ) {}

  static async start(script: PathScript): Promise<PathServer> {
    const server = createServer();
    const path = new PathServer(server, script);
    server.on('request', (request, response) => void path.answer(request, response));
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return path;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/api/countersign`;
  }

  /** The calls whose path ends so. */
  to(ending: string): ReceivedCall[] {
    return this.calls.filter(({ path }) => path.endsWith(ending));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => {
      this.server.close(resolve);
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query = ''] = request.url!.replace('/api/countersign/', '').split('?');
    let text = '';
    for await (const piece of request.setEncoding('utf8')) {
      text += piece;
    }
    this.calls.push({
      method: request.method!,
      path,
      query,
      authorization: request.headers.authorization,
      body: text === '' ? undefined : JSON.parse(text),
    });
    const ending = Object.keys(this.script.problems ?? {}).find(end => path.endsWith(end));
    if (ending) {
      const [type, status] = this.script.problems![ending]!;
      send(response, status, {
        type: `urn:countersign:problem:${type}`,
        title: type.replaceAll('_', ' '),
        status,
        detail: `The server says ${type}.`,
      });
    } else if (path === 'v1/recordings') {
      this.answerRecordings(new URLSearchParams(query).get('since') ?? '', response);
    } else {
      send(response, 200, this.bodyOf(path));
    }
  }

  private answerRecordings(since: string, response: ServerResponse): void {
    const lines = (this.script.recordings ?? []).filter(
      line => since === '' || (JSON.parse(line) as { at: string }).at >= since,
    );
    response.writeHead(200, { 'content-type': 'application/jsonl' });
    const text = (some: readonly string[]) => some.map(line => `${line}\n`).join('');
    const { breakOffAfter } = this.script;
    if (breakOffAfter === undefined) {
      response.end(text(lines));
    } else {
      this.script = { ...this.script, breakOffAfter: undefined };
      // In the middle of a line, as connections do.
      const half = `${text(lines.slice(0, breakOffAfter))}{"id":`;
      response.write(half, () => setTimeout(() => response.destroy(), 50));
    }
  }

  /** What the server has and does from now on. */
  change(script: Partial<PathScript>): void {
    this.script = { ...this.script, ...script };
  }

  private bodyOf(path: string): object {
    if (path === 'access/v1/evaluation') {
      return this.evaluation();
    }
    if (path.startsWith('access/v1/requests')) {
      return this.task(path);
    }
    if (path === 'v1/requests/q-1') {
      return { reviews: [{ by: 'user:default/ann', vote: 'refuse', reason: this.script.refusal }] };
    }
    if (path.endsWith('/redemptions')) {
      return { grantId: 'g-1', executionId: 'e-1', redeemedAt: at, leaseExpiresAt: at };
    }
    if (path.endsWith('/outcome')) {
      return { grantId: 'g-1', executionId: 'e-1', status: 'succeeded', at };
    }
    return { id: 'g-1', status: 'issued', executor: 'runner', observed: false, grant: 'a.b.c' };
  }

  private evaluation(): object {
    this.asked++;
    const script = this.script.evaluation ?? 'allow';
    // Once approved, the same question is answered with yes.
    const permitted = script === 'allow' || script === 'observed' || this.asked > 1;
    return {
      decision: permitted,
      context: {
        evaluation_id: 'v-1',
        evaluated_at: at,
        ...(!permitted && { reason: script === 'ask' ? 'approval_required' : 'policy_denied' }),
        ...(script === 'ask' &&
          !permitted && {
            access_request: { endpoint: 'requests', expires_at: at, binding_token: 'x.y.z' },
          }),
        countersign: {
          decision: permitted ? 'allow' : script === 'ask' ? 'require_approval' : 'deny',
          level: 'moderate',
          score: 30,
          reasons: ['Payments decides by itself.'],
          packetDigest: digest,
          actionDigest: digest,
          enforcement: 'enforce',
          ...(script === 'observed' && { observed: true }),
          ...(permitted && { grant: { id: 'g-1' } }),
        },
      },
    };
  }

  private task(path: string): object {
    const tasks = this.script.tasks ?? ['approved'];
    let status = 'pending';
    if (path.endsWith('/cancel')) {
      status = 'cancelled';
    } else if (path.endsWith('/q-1')) {
      status = tasks[Math.min(this.tasksRead++, tasks.length - 1)]!;
    }
    return {
      task: {
        id: 'q-1',
        status,
        status_endpoint: 'access/v1/requests/q-1',
        expires_at: '2026-11-23T09:00:00.000Z',
        links: { review: 'http://portal/requests/q-1' },
      },
      ...(status === 'approved' && {
        result: { mode: 'reevaluate', approval: { id: 'a-1', approved_until: at } },
      }),
    };
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
