import type { Proposal } from '@countersign/model';
import { CountersignClient, CountersignError, CountersignUnreachable, runAction } from './index';

const PROPOSAL: Proposal = {
  subject: { type: 'agent', id: 'ops' },
  action: { name: 'service.restart' },
  resource: { type: 'component', id: 'component:default/payments' },
  context: { executor: 'ops-exec' },
};

function clientFor(answer: (request: Request) => Response | Promise<Response>) {
  const requests: Request[] = [];
  const client = new CountersignClient({
    baseUrl: 'http://portal.test/api/countersign/',
    token: async () => 'secret',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request.clone());
      return answer(request);
    },
  });
  return { client, requests };
}

const problem = (status: number, body: object | string) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });

describe('CountersignClient', () => {
  it('sends the question as AuthZEN has it, with the token', async () => {
    const { client, requests } = clientFor(() => Response.json({ decision: true, context: {} }));
    await client.evaluate(PROPOSAL);
    const [request] = requests;
    expect(request!.url).toBe('http://portal.test/api/countersign/access/v1/evaluation');
    expect(request!.headers.get('authorization')).toBe('Bearer secret');
    expect(await request!.json()).toEqual({
      subject: PROPOSAL.subject,
      action: PROPOSAL.action,
      resource: PROPOSAL.resource,
      context: { countersign: PROPOSAL.context },
    });
  });

  it('gives each write an idempotency key of its own', async () => {
    const { client, requests } = clientFor(() => Response.json({}));
    await client.review('rq 1', { vote: 'approve' });
    await client.review('rq 1', { vote: 'approve' }, { idempotencyKey: 'mine' });
    expect(requests[0]!.url).toContain('/v1/requests/rq%201/reviews');
    expect(requests[0]!.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(requests[1]!.headers.get('idempotency-key')).toBe('mine');
  });

  it('turns a problem document into its error', async () => {
    const { client } = clientFor(() =>
      problem(409, {
        type: 'urn:countersign:problem:spent',
        title: 'spent',
        status: 409,
        detail: 'Redeemed before.',
      }),
    );
    const error = await client.status().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CountersignError);
    expect(error).toMatchObject({ problemType: 'spent', status: 409, message: 'Redeemed before.' });
    expect((error as CountersignError).is('spent')).toBe(true);
  });

  it.each<[string, Response, object]>([
    [
      'a type of the approval profile',
      problem(410, {
        type: 'urn:openid:authzen:access-request:error:expired_denial',
        title: 'expired',
      }),
      { problemType: 'expired_denial', status: 410, detail: 'expired' },
    ],
    [
      "Backstage's own error",
      problem(401, { error: { name: 'AuthenticationError', message: 'Illegal token' } }),
      { problemType: 'unauthenticated', detail: 'Illegal token' },
    ],
    [
      'a page of something else',
      problem(404, '<html>'),
      { problemType: 'unexpected', status: 404 },
    ],
  ])('understands %s', async (_what, response, expected) => {
    const { client } = clientFor(() => response);
    await expect(client.status()).rejects.toMatchObject(expected);
  });

  it.each<[string, () => Response]>([
    [
      'nobody answers',
      () => {
        throw new TypeError('fetch failed');
      },
    ],
    ['a gateway answers', () => problem(502, '<html>Bad gateway</html>')],
    ['the answer is no JSON', () => new Response('<html>')],
  ])('is unreachable when %s', async (_when, answer) => {
    const { client } = clientFor(answer);
    await expect(client.evaluate(PROPOSAL)).rejects.toBeInstanceOf(CountersignUnreachable);
  });

  it('throws the reason of a signal, not that nobody answered', async () => {
    const { client } = clientFor(() => {
      throw new TypeError('aborted');
    });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(client.status({ signal })).rejects.toThrow('enough');
  });

  it('reads recordings line by line, whatever the chunks', async () => {
    const bytes = new TextEncoder().encode('{"a":"é"}\n\n{"b":2}\n{"c":3}');
    const { client } = clientFor(
      () =>
        new Response(
          new ReadableStream({
            start(controller) {
              bytes.forEach(byte => controller.enqueue(Uint8Array.of(byte)));
              controller.close();
            },
          }),
        ),
    );
    const lines: string[] = [];
    for await (const line of client.recordings()) {
      lines.push(line);
    }
    expect(lines).toEqual(['{"a":"é"}', '{"b":2}', '{"c":3}']);
  });
});

describe('runAction', () => {
  const context = { evaluation_id: 'ev', evaluated_at: '2026-01-01T00:00:00.000Z' };
  const allowed = { decision: true, context: { ...context, countersign: { grant: { id: 'gr' } } } };

  function path(answers: Record<string, unknown>) {
    return clientFor(request => {
      const name = new URL(request.url).pathname.replace('/api/countersign/', '');
      const answer = answers[name];
      const next = Array.isArray(answer) ? answer.shift() : answer;
      return next instanceof Response ? next : Response.json(next);
    });
  }
  const granted = {
    'v1/grants/gr': { id: 'gr', status: 'issued', grant: 'jws' },
    'v1/grants/gr/redemptions': { redeemedAt: context.evaluated_at },
    'v1/grants/gr/outcome': {},
  };

  it('submits, waits, presents the approval unchanged, and runs once', async () => {
    const approval = {
      id: 'ap',
      approved_until: '2026-01-02T00:00:00.000Z',
      state: { opaque: [1] },
    };
    const denied = {
      decision: false,
      context: {
        ...context,
        access_request: { endpoint: 'x', expires_at: 'later', binding_token: 'bound' },
        countersign: {},
      },
    };
    const task = (status: string, result?: object) => ({ task: { id: 'rq', status }, result });
    const { client, requests } = path({
      ...granted,
      'access/v1/evaluation': [denied, allowed],
      'access/v1/requests': task('pending'),
      'access/v1/requests/rq': [task('pending'), task('approved', { approval })],
    });
    const run = jest.fn(async () => ({ status: 'succeeded' as const }));
    const result = await runAction(client, PROPOSAL, run, { firstPauseMs: 1 });
    expect(result.status).toBe('executed');
    expect(run).toHaveBeenCalledTimes(1);
    const bodies = await Promise.all(
      requests.filter(request => request.method === 'POST').map(request => request.json()),
    );
    expect(bodies[1].denial).toEqual({
      evaluation_id: 'ev',
      evaluated_at: context.evaluated_at,
      expires_at: 'later',
      binding_token: 'bound',
    });
    expect(bodies[2].context.approval).toEqual(approval);
  });

  it('treats a status that nobody knows as not approved', async () => {
    const { client } = path({
      'access/v1/evaluation': {
        decision: false,
        context: { ...context, access_request: {}, countersign: {} },
      },
      'access/v1/requests': { task: { id: 'rq', status: 'pending' } },
      'access/v1/requests/rq': { task: { id: 'rq', status: 'delegated' } },
    });
    const run = jest.fn();
    expect((await runAction(client, PROPOSAL, run)).status).toBe('not_approved');
    expect(run).not.toHaveBeenCalled();
  });

  it('runs nothing when the redemption is refused, or nobody answers it', async () => {
    const run = jest.fn();
    for (const answer of [problem(403, { type: 'x', title: 'no' }), problem(503, 'gateway')]) {
      const { client } = path({
        'access/v1/evaluation': allowed,
        ...granted,
        'v1/grants/gr/redemptions': answer,
      });
      await expect(runAction(client, PROPOSAL, run)).rejects.toThrow();
    }
    expect(run).not.toHaveBeenCalled();
  });

  it('reports a failure when the action throws, and throws it on', async () => {
    const { client, requests } = path({ 'access/v1/evaluation': allowed, ...granted });
    await expect(
      runAction(client, PROPOSAL, async () => {
        throw new Error('kubectl: exit 1');
      }),
    ).rejects.toThrow('kubectl: exit 1');
    expect(await requests.at(-1)!.json()).toMatchObject({ status: 'failed' });
  });

  it('wants an executor', async () => {
    const { client } = path({});
    await expect(runAction(client, { ...PROPOSAL, context: {} }, jest.fn())).rejects.toThrow(
      'context.executor',
    );
  });
});
