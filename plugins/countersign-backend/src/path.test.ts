import { CountersignError, runAction, type RunProgress } from '@countersign/client';
import { databases } from './__testUtils__/eachDatabase';
import { restart, startTestPortal, type TestPortal } from './__testUtils__/startTestPortal';

jest.setTimeout(60_000);

async function waitFor<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

describe.each(databases.eachSupportedId())('the whole path over HTTP on %s', databaseId => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal(await databases.init(databaseId));
  });
  afterAll(() => portal?.stop());

  it('allows what is small: a grant, redeemed once, and its outcome', async () => {
    const run = jest.fn(async () => ({ status: 'succeeded' as const, detail: 'done' }));
    const steps: string[] = [];
    const result = await runAction(portal.client('agent'), restart('playground'), run, {
      onProgress: ({ step }) => steps.push(step),
    });
    expect(result.status).toBe('executed');
    expect(run).toHaveBeenCalledTimes(1);
    expect(steps).toEqual(['evaluated', 'granted', 'redeemed', 'reported']);
  });

  it('denies what a policy denies, and says why', async () => {
    const result = await runAction(
      portal.client('agent'),
      restart('playground', { name: 'data.purge' }),
      async () => ({ status: 'succeeded' }),
    );
    expect(result).toMatchObject({
      status: 'denied',
      evaluation: {
        decision: false,
        context: {
          reason: 'policy_denied',
          next_action: 'none',
          countersign: { decision: 'deny', reasons: ['Data is never deleted by an agent.'] },
        },
      },
    });
  });

  it('asks the owners, and runs once one of them has approved', async () => {
    const progress: RunProgress[] = [];
    const running = runAction(
      portal.client('agent'),
      restart('payments-api', { properties: { argv: ['restart'], dbPassword: 'hunter2' } }),
      async () => ({ status: 'succeeded' }),
      { onProgress: step => progress.push(step), firstPauseMs: 20 },
    );
    const submitted = await waitFor(() =>
      progress.find(step => step.step === 'submitted' || undefined),
    );
    const id = submitted.step === 'submitted' ? submitted.task.task.id : '';
    expect(submitted).toMatchObject({
      task: {
        task: {
          status: 'pending',
          links: { review: expect.stringContaining(`/countersign/requests/${id}`) },
        },
      },
    });

    const queue = await portal.client('ada').listRequests({ mine: true, state: 'pending' });
    expect(queue.items).toEqual([
      expect.objectContaining({
        id,
        mayReview: true,
        level: 'moderate',
        reason: 'The owners of the service decide.',
        resource: expect.objectContaining({ title: 'Payments API', tier: 1 }),
      }),
    ]);
    const detail = await portal.client('ada').request(id);
    expect(detail).toMatchObject({
      redacted: false,
      mayReview: true,
      fulfillable: true,
      proposal: { action: { properties: { argv: ['restart'], dbPassword: '[redacted]' } } },
      policyText: { policy: 'guardrail', rule: 'owners-decide' },
      progress: {
        kind: 'count',
        count: 1,
        eligible: [{ ref: 'user:default/ada', title: 'Ada' }, { ref: 'user:default/ben' }],
      },
    });
    expect(detail.policyText?.text).toMatch(/^ {4}- name: owners-decide/);

    const voted = await portal.client('ada').review(id, { vote: 'approve' });
    expect(voted).toMatchObject({ state: 'approved', mayReview: false });
    await expect(running).resolves.toMatchObject({ status: 'executed' });

    const after = await portal.client('ada').request(id);
    expect(after).toMatchObject({
      grant: { status: 'completed' },
      outcome: { status: 'succeeded' },
    });
    expect(after.timeline.map(event => event.type)).toEqual([
      'request.opened',
      'request.reviewed',
      'request.approved',
      'grant.issued',
      'grant.redeemed',
      'grant.outcome',
    ]);
  });

  it('notifies each person who is asked once, without parameters or the agent’s words', async () => {
    const client = portal.client('agent');
    const proposal = restart('payments-api', { properties: { secretNumber: 424242 } });
    const evaluation = await client.evaluate(proposal);
    const { task } = await client.submitRequest(proposal, evaluation);
    const again = await client.submitRequest(proposal, evaluation);
    expect(again.task.id).toBe(task.id);
    const link = `/countersign/requests/${task.id}`;
    const own = () => portal.sent.filter(message => message.payload.link === link);
    await waitFor(() => (own().length >= 2 ? true : undefined));
    expect(own().map(message => message.recipients)).toEqual(
      expect.arrayContaining([
        { type: 'entity', entityRef: 'user:default/ada' },
        { type: 'entity', entityRef: 'user:default/ben' },
      ]),
    );
    expect(own()).toHaveLength(2);
    expect(JSON.stringify(own())).not.toMatch(/424242|Memory grows/);
  });

  it('tells the agent that a person refused, and why', async () => {
    const client = portal.client('agent');
    const proposal = restart('payments-api', { properties: { attempt: 'refused' } });
    const { task } = await client.submitRequest(proposal, await client.evaluate(proposal));
    await expect(portal.client('ben').review(task.id, { vote: 'refuse' })).rejects.toMatchObject({
      problemType: 'reason_required',
    });
    await portal.client('ben').review(task.id, { vote: 'refuse', reason: 'Not during the sale.' });
    expect((await client.task(task.id)).task.status).toBe('denied');
    expect(await client.request(task.id)).toMatchObject({
      state: 'refused',
      reviews: [{ vote: 'refuse', reason: 'Not during the sale.' }],
    });
  });

  it('lets the agent take its request back, once', async () => {
    const client = portal.client('agent');
    const proposal = restart('payments-api', { properties: { attempt: 'cancelled' } });
    const { task } = await client.submitRequest(proposal, await client.evaluate(proposal));
    expect((await client.cancelRequest(task.id)).task.status).toBe('cancelled');
    await expect(client.cancelRequest(task.id)).rejects.toMatchObject({
      type: 'urn:openid:authzen:access-request:error:invalid_task_state',
      status: 409,
    });
    await expect(portal.client('ada').review(task.id, { vote: 'approve' })).rejects.toMatchObject({
      problemType: 'not_pending',
    });
  });

  it('assesses an unknown target as unknown and asks the fallback', async () => {
    const evaluation = await portal.client('agent').evaluate(restart('never-heard-of'));
    expect(evaluation).toMatchObject({
      decision: false,
      context: { countersign: { level: 'unknown', decision: 'require_approval' } },
    });
    expect(JSON.stringify(evaluation.context.countersign.requirement)).toContain(
      'group:default/platform',
    );
  });

  it('exports recordings with their outcomes', async () => {
    const lines: string[] = [];
    for await (const line of portal.client('reader').recordings()) {
      lines.push(line);
    }
    const recordings = lines.map(line => JSON.parse(line));
    expect(recordings.length).toBeGreaterThanOrEqual(6);
    expect(recordings.filter(r => r.outcome?.status === 'succeeded')).toHaveLength(2);
    expect(lines.join()).not.toContain('hunter2');
    expect(lines.join()).not.toContain('user:default/ada');
  });

  it('seals every step in the ledger, which proves its leaves', async () => {
    const client = portal.client('reader');
    const [{ count }] = await portal.knex('ledger_entries').count({ count: '*' });
    await waitFor(async () =>
      (await client.ledgerEntries()).size >= Number(count) ? true : undefined,
    );
    const { entries } = await client.ledgerEntries({ limit: 256 });
    const types = entries.map(entry => JSON.parse(entry.leaf).type);
    expect(new Set(types)).toEqual(
      new Set([
        'policy.published',
        'decision.made',
        'request.opened',
        'request.reviewed',
        'request.approved',
        'request.refused',
        'request.cancelled',
        'grant.issued',
        'grant.redeemed',
        'grant.outcome',
      ]),
    );
    expect(entries.map(entry => entry.leaf).join()).not.toMatch(
      /user:default|hunter2|Memory grows/,
    );
    const proof = await client.ledgerProof(1);
    expect(proof.leaf).toBe(entries[1]!.leaf);
    expect(await client.ledgerCheckpoint()).toContain('localhost:7007/countersign\n');
    const tile = await portal.send('reader', `v1/ledger/tile/0/000.p/2`);
    expect((await tile.arrayBuffer()).byteLength).toBe(64);
    expect((await portal.send('reader', `v1/ledger/tile/0/000`)).status).toBe(404);
  });

  it('says how it is doing', async () => {
    const status = await portal.client('ada').status();
    expect(status).toMatchObject({
      policies: { inForce: 1, source: 'registry' },
      enforcement: { default: 'enforce' },
      catalog: { entities: 3 },
      ledger: { origin: 'localhost:7007/countersign' },
      agents: [{ id: 'ops-agent' }, { id: 'other-agent' }],
    });
    expect(status.policies.fault).toBeUndefined();
    expect((await portal.send(undefined, 'v1/health')).status).toBe(200);
    expect((await portal.client('ada').policies()).items).toMatchObject([
      { name: 'guardrail', layer: 'guardrail', source: 'seed', by: 'system' },
    ]);
  });

  it('lists to an agent what it asked itself', async () => {
    const { items } = await portal.client('agent').listRequests();
    expect(items.map(({ subject }) => subject.id)).toContain('ops-agent');
    expect((await portal.client('otherAgent').listRequests()).items).toEqual([]);
  });

  it('gives agents nothing of what readers and people see', async () => {
    await expect(portal.client('agent').policies()).rejects.toBeInstanceOf(CountersignError);
    const stream = portal.client('agent').recordings();
    await expect(stream.next()).rejects.toMatchObject({ problemType: 'not_permitted' });
  });
});
