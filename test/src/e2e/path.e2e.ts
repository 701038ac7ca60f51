/**
 * The path of one action, walked by the programs and the pages that people use: an agent asks through
 * `countersign exec`, an owner signs in at the identity provider and answers in Chromium, the command
 * runs once. And who may not: the requester, the person it acts for, a stranger.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CountersignClient, CountersignError } from '@countersign/client';
import type { LedgerEntry } from '@countersign/model';
import type { Portal } from '../../../scripts/portal/startPortal';
import { runExec, type RunningExec } from './runExec';
import { startTestPortal } from './startTestPortal';
import { signIn, type SignedIn } from './TestBrowser';

/** A word that stands in the parameters and nowhere else. */
const PARAMETER = 'rounding-mode-bankers';

describe('the path of one action', () => {
  let portal: Portal;
  let agent: CountersignClient;
  const people = new Map<string, Promise<SignedIn>>();
  const as = (person: string) => {
    const someone = people.get(person) ?? signIn(portal, person);
    people.set(person, someone);
    return someone;
  };
  const execs: RunningExec[] = [];
  const clientOf = async (someone: SignedIn) => {
    const token = await someone.token();
    return new CountersignClient({ baseUrl: portal.countersignUrl, token: async () => token });
  };
  const ask = (mark: string, ...more: string[]) => {
    const exec = runExec(portal, [
      ...['--type', 'config.change', '--target', 'component:default/checkout'],
      ...['--param', `setting=${PARAMETER}`, '--rationale', 'Totals are a penny off'],
      ...['--rollback', 'Set it back', ...more],
      ...['--', process.execPath, '-e', `require('fs').appendFileSync('${mark}', 'ran\\n')`],
    ]);
    execs.push(exec);
    return exec;
  };
  const ran = (mark: string) => {
    const file = join(portal.dataDirectory, mark);
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
  };
  const pendingOf = async (client: CountersignClient) =>
    (await client.listRequests({ state: 'pending' })).items;
  const refusedWith = (type: string) => (error: unknown) => {
    assert.ok(error instanceof CountersignError, String(error));
    assert.equal(error.problemType, type);
    return true;
  };

  before(async () => {
    portal = await startTestPortal('e2e');
    agent = new CountersignClient({
      baseUrl: portal.countersignUrl,
      token: async () => portal.secrets.agents.deployer,
    });
  });

  after(async () => {
    execs.forEach(exec => exec.kill());
    await Promise.allSettled([...people.values()].map(async someone => (await someone).close()));
    await portal?.stop();
  });

  it('an owner approves in the portal and the command runs once', async () => {
    const exec = ask('approved');
    await exec.said(/requests\/([\w-]+)/);
    assert.equal(ran('approved'), 0);

    const amara = await as('Amara Osei');
    await amara.page
      .getByRole('link', { name: /on Checkout/ })
      .first()
      .click();
    await amara.page.getByText(PARAMETER).first().waitFor();
    await amara.page.getByText('Totals are a penny off').waitFor();
    await amara.page.getByRole('textbox', { name: 'Reason' }).fill('Seen in staging');
    await amara.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await amara.page.getByText('You approved.').waitFor();

    const { code, output } = await exec.ended;
    assert.equal(code, 0, output);
    assert.equal(ran('approved'), 1);
  });

  it('an owner refuses with a reason and the command does not run', async () => {
    const exec = ask('refused');
    await exec.said(/requests\/([\w-]+)/);
    const amara = await as('Amara Osei');
    await amara.page.goto(`${portal.appUrl}/catalog/default/component/checkout`);
    await amara.page.getByText('Approvals', { exact: true }).first().click();
    await amara.page
      .getByRole('list', { name: /answer/i })
      .getByRole('link')
      .first()
      .click();
    await amara.page.getByRole('button', { name: 'Refuse' }).click();
    await amara.page.getByText('Say why you refuse').waitFor();
    await amara.page
      .getByRole('textbox', { name: 'Reason' })
      .fill('Not before the month has closed');
    await amara.page.getByRole('button', { name: 'Refuse' }).click();
    await amara.page.getByText('You refused.').waitFor();

    const { code, output } = await exec.ended;
    assert.notEqual(code, 0);
    assert.match(output, /Not before the month has closed|refused|denied/);
    assert.equal(ran('refused'), 0);
  });

  it('a grant is redeemed once, and only for what was asked', async () => {
    const question = {
      subject: { type: 'agent', id: 'deployer' },
      action: { name: 'metrics.query' },
      resource: { type: 'component', id: 'component:default/tracking-page' },
      context: { executor: 'deploy-runner' },
    };
    const { subject, action, resource } = question;
    const evaluation = await agent.evaluate(question);
    assert.equal(evaluation.decision, true, JSON.stringify(evaluation));
    const grant = await agent.waitForGrant(evaluation.context.countersign.grant!.id);
    const redeem = (executionId: string, name = action.name, jws = grant.grant!) =>
      agent.redeem(grant.id, {
        grant: jws,
        executionId,
        action: { subject, action: { name }, resource, executor: 'deploy-runner' },
      });

    await assert.rejects(redeem(randomUUID(), 'service.restart'), refusedWith('digest_mismatch'));
    await assert.rejects(
      redeem(randomUUID(), action.name, `${grant.grant!.slice(0, -4)}AAAA`),
      refusedWith('forged'),
    );
    const execution = randomUUID();
    const first = await redeem(execution);
    assert.deepEqual(await redeem(execution), first, 'the same execution gets the same answer');
    await assert.rejects(redeem(randomUUID()), refusedWith('spent'));
    await agent.reportOutcome(grant.id, execution, { status: 'succeeded' });
  });

  it('neither the requester nor the person it acts for may approve', async () => {
    const exec = ask('own', '--on-behalf-of', 'user:default/amara.osei', '--wait', '2m');
    await exec.said(/requests\/([\w-]+)/);
    const amara = await clientOf(await as('Amara Osei'));
    const [request] = await pendingOf(amara);
    const approve = { vote: 'approve', reason: 'Mine' } as const;
    await assert.rejects(agent.review(request!.id, approve), refusedWith('not_a_person'));
    await assert.rejects(amara.review(request!.id, approve), refusedWith('separation_of_duties'));
    assert.equal((await amara.request(request!.id)).mayReview, false);

    const tomas = await clientOf(await as('Tomas Lindqvist'));
    await tomas.review(request!.id, { vote: 'refuse', reason: 'It is not asked for' });
    assert.notEqual((await exec.ended).code, 0);
    assert.equal(ran('own'), 0);
  });

  it('a stranger neither sees the parameters nor may vote', async () => {
    const exec = ask('strange', '--wait', '2m');
    const said = await exec.said(/requests\/([\w-]+)/);
    const stranger = await as('Mei Chen');
    await stranger.page.goto(`${portal.appUrl}/countersign/requests/${said[1]}`);
    await stranger.page.getByText('You may see this request but not its parameters').waitFor();
    const shown = await stranger.page.content();
    assert.ok(!shown.includes(PARAMETER), 'the page shows the parameters');
    assert.equal(await stranger.page.getByRole('button', { name: 'Approve' }).count(), 0);

    const client = await clientOf(stranger);
    const detail = await client.request(said[1]!);
    assert.ok(!JSON.stringify(detail).includes(PARAMETER), 'the answer carries the parameters');
    await assert.rejects(
      client.review(said[1]!, { vote: 'approve', reason: 'Why not' }),
      refusedWith('not_permitted'),
    );
    const amara = await clientOf(await as('Amara Osei'));
    await amara.review(said[1]!, { vote: 'refuse', reason: 'The test is over' });
    await exec.ended;
  });

  it('every step stands in a sealed ledger', async () => {
    const amara = await clientOf(await as('Amara Osei'));
    const { entries } = await amara.ledgerEntries({ start: 0, limit: 256 });
    const types = new Set(entries.map(({ leaf }) => (JSON.parse(leaf) as LedgerEntry).type));
    for (const type of [
      'policy.published',
      'decision.made',
      'request.opened',
      'request.reviewed',
      'request.approved',
      'request.refused',
      'grant.issued',
      'grant.redeemed',
      'grant.outcome',
    ] as const) {
      assert.ok(types.has(type), `${type} is missing`);
    }
    assert.match(await amara.ledgerCheckpoint(), /^[^\n]+\n\d+\n[A-Za-z0-9+/=]+\n\n— /);
    assert.ok(!JSON.stringify(entries).includes(PARAMETER));
    assert.ok(!JSON.stringify(entries).includes('amara'));
  });
});
