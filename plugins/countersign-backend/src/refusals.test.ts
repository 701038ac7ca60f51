/* eslint jest/expect-expect: ["error", { "assertFunctionNames": ["expect", "refused", "review", "submit", "redeem"] }] -- they expect a problem document */
import type { EvaluationResponse, GrantView } from '@countersign/client';
import { DEFAULT_JSON_LIMITS, PROBLEM_BASE, type Proposal } from '@countersign/model';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createDatabaseStore } from '@countersign/store';
import { publishPolicies } from './policies/publishPolicies';
import { databases } from './__testUtils__/eachDatabase';
import { PAYMENTS_POLICY, GUARDRAIL } from './__testUtils__/organisation';
import {
  restart,
  startTestPortal,
  type TestPortal,
  type TOKENS,
} from './__testUtils__/startTestPortal';

jest.setTimeout(60_000);

type Who = keyof typeof TOKENS;
const ARAP = 'urn:openid:authzen:access-request:error:';
const PAST = '2020-01-01T00:00:00.000Z';

describe.each(databases.eachSupportedId())('what is refused, on %s', databaseId => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal(await databases.init(databaseId), {
      policies: { 'guardrail.policy.yaml': GUARDRAIL, 'payments.policy.yaml': PAYMENTS_POLICY },
      // The heartbeat must not move what a test sets to the past before the test looks.
      config: { catalog: { refreshSeconds: 3600 } },
    });
  });
  afterAll(() => portal?.stop());

  /** Expects a problem document of this type, and that nothing was written. */
  async function refused(
    type: string,
    status: number,
    who: Who | undefined,
    path: string,
    init: RequestInit,
  ): Promise<Record<string, unknown>> {
    const before = await portal.counts();
    const response = await portal.send(who, path, init);
    const body = (await response.json()) as Record<string, unknown>;
    expect([body.type, response.status]).toEqual([
      type.startsWith('urn:') ? type : `${PROBLEM_BASE}${type}`,
      status,
    ]);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
    expect(await portal.counts()).toEqual(before);
    return body;
  }
  const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

  const ask = (proposal: Proposal, who: Who = 'agent') => portal.client(who).evaluate(proposal);
  const questionOf = ({ context, ...rest }: Proposal, more: object = {}) => ({
    ...rest,
    context: { countersign: { ...context, ...more } },
  });
  async function openRequest(attempt: string): Promise<string> {
    const client = portal.client('agent');
    const proposal = restart('payments-api', { properties: { attempt } });
    const { task } = await client.submitRequest(proposal, await ask(proposal));
    return task.id;
  }
  async function grantFor(proposal: Proposal): Promise<GrantView & { grant: string }> {
    const { context } = await ask(proposal);
    const view = await portal.client('agent').waitForGrant(context.countersign.grant!.id);
    return { ...view, grant: view.grant! };
  }
  /** Puts other policies in force, as another replica of this backend would. */
  async function publish(guardrail: string): Promise<void> {
    const store = await createDatabaseStore({ knex: portal.knex, migrate: false });
    const outcome = await publishPolicies(work => store.transaction(work), {
      files: [
        { uri: 'guardrail.policy.yaml', text: guardrail },
        { uri: 'payments.policy.yaml', text: PAYMENTS_POLICY },
      ],
      source: 'registry',
      reference: 'a test',
      why: 'A test wants it',
      expectedRevision: await store.policyRevision(),
    });
    expect(outcome).toBe('published');
  }
  const redemptionOf = (proposal: Proposal, grant: string, more: object = {}) => ({
    grant,
    executionId: crypto.randomUUID(),
    action: {
      subject: proposal.subject,
      action: proposal.action,
      resource: proposal.resource,
      executor: proposal.context.executor,
    },
    ...more,
  });

  describe('a body', () => {
    const evaluation = 'access/v1/evaluation';
    const question = questionOf(restart('playground'));
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    const withProperty = (text: string) =>
      JSON.stringify({ ...question, action: { name: 'x', properties: { p: '@' } } }).replace(
        '"@"',
        text,
      );

    it.each<[string, string, string, number]>([
      ['that is no JSON', '{', 'malformed_body', 400],
      ['with a key twice', `{"subject":1,"subject":2}`, 'malformed_body', 400],
      ['with an integer beyond 2^53', withProperty('9007199254740993'), 'malformed_body', 400],
      ['deeper than 32', withProperty(nested(33)), 'malformed_body', 400],
      [
        'over 256 KB',
        withProperty(`"${'x'.repeat(DEFAULT_JSON_LIMITS.maxBytes)}"`),
        'body_too_large',
        413,
      ],
      ['with half a surrogate pair', withProperty('"\\ud800"'), 'malformed_body', 400],
      ['with a member __proto__', withProperty('{"__proto__":1}'), 'invalid_member', 400],
      [
        'with a wrong type',
        JSON.stringify({ ...question, subject: 'agent' }),
        'invalid_member',
        400,
      ],
      [
        'without a resource',
        JSON.stringify({ ...question, resource: undefined }),
        'invalid_member',
        400,
      ],
    ])('%s', async (_what, body, type, status) => {
      await refused(type, status, 'agent', evaluation, post(body));
    });

    it('that does not say it is JSON', async () => {
      await refused(
        'malformed_body',
        400,
        'agent',
        evaluation,
        post(JSON.stringify(question), { 'content-type': 'text/plain' }),
      );
    });

    it('with an unknown member of ours, by its pointer', async () => {
      const body = await refused(
        'invalid_member',
        400,
        'agent',
        evaluation,
        post(questionOf(restart('playground'), { urgency: 'high' })),
      );
      expect(body.errors).toEqual([
        { pointer: '/context/countersign/urgency', message: expect.any(String) },
      ]);
    });

    it('but not with unknown members where the standard ignores them', async () => {
      const response = await portal.send(
        'agent',
        evaluation,
        post({ ...question, extra: 1, subject: { ...question.subject, more: true } }),
      );
      expect(response.status).toBe(200);
    });

    it('with an unknown member on an endpoint of ours', async () => {
      const id = await openRequest('unknown member');
      await refused(
        'invalid_member',
        400,
        'ada',
        `v1/requests/${id}/reviews`,
        post({ vote: 'approve', reason: 'Fine.', loudly: true }, { 'idempotency-key': 'k' }),
      );
    });
  });

  describe('a caller', () => {
    const question = questionOf(restart('playground'));

    it('without credentials', async () => {
      const none = { authorization: mockCredentials.none.header() };
      await refused(
        'unauthenticated',
        401,
        undefined,
        'access/v1/evaluation',
        post(question, none),
      );
      await refused('unauthenticated', 401, 'invalid', 'access/v1/evaluation', post(question));
    });
    it('whom nobody registered', async () => {
      await refused('unregistered_caller', 403, 'stranger', 'access/v1/evaluation', post(question));
    });
    it('who speaks for another agent', async () => {
      await refused(
        'unregistered_caller',
        403,
        'otherAgent',
        'access/v1/evaluation',
        post(question),
      );
    });
    it('who is a person and asks as an agent', async () => {
      await refused('unregistered_caller', 403, 'ada', 'access/v1/evaluation', post(question));
    });
    it('who names an executor that nobody registered', async () => {
      await refused(
        'unregistered_executor',
        403,
        'agent',
        'access/v1/evaluation',
        post(questionOf(restart('playground'), { executor: 'nobody' })),
      );
    });
    it('at an address that is none', async () => {
      await refused('not_found', 404, 'ada', 'v1/nothing', {});
      await refused(`${ARAP}unknown_task`, 404, 'agent', 'access/v1/requests/rq_none', {});
      await refused('not_found', 404, 'ada', 'v1/requests/rq_none', {});
    });
  });

  describe('a submission', () => {
    let proposal: Proposal;
    let denied: EvaluationResponse;
    beforeAll(async () => {
      proposal = restart('payments-api', { properties: { attempt: 'submission' } });
      denied = await ask(proposal);
    });
    const submission = (changes: object = {}, denial: object = {}) => ({
      ...questionOf(proposal),
      denial: {
        evaluation_id: denied.context.evaluation_id,
        expires_at: denied.context.access_request!.expires_at,
        binding_token: denied.context.access_request!.binding_token,
        ...denial,
      },
      ...changes,
    });
    const submit = (type: string, status: number, body: object, who: Who = 'agent') =>
      refused(`${ARAP}${type}`, status, who, 'access/v1/requests', post(body));

    it('of another action', async () => {
      await submit(
        'invalid_denial_binding',
        400,
        submission({ action: { name: 'service.restart', properties: { attempt: 'other' } } }),
      );
    });
    it('with another rationale', async () => {
      await submit(
        'invalid_denial_binding',
        400,
        submission({ context: { countersign: { ...proposal.context, rationale: 'Other.' } } }),
      );
    });
    it('with a forged token', async () => {
      const token = denied.context.access_request!.binding_token;
      const forged = `${token.slice(0, -6)}AAAAAA`;
      await submit('invalid_denial_binding', 400, submission({}, { binding_token: forged }));
    });
    it('with a longer deadline', async () => {
      await submit(
        'invalid_denial_binding',
        400,
        submission({}, { expires_at: '2099-01-01T00:00:00.000Z' }),
      );
    });
    it('of another action without a token', async () => {
      await submit(
        'invalid_denial_binding',
        400,
        submission(
          { action: { name: 'service.restart', properties: { attempt: 'other' } } },
          { binding_token: undefined },
        ),
      );
    });
    it('of an evaluation that was allowed', async () => {
      const small = restart('playground');
      const { context } = await ask(small);
      await submit('not_requestable', 400, {
        ...questionOf(small),
        denial: { evaluation_id: context.evaluation_id, expires_at: context.evaluated_at },
      });
    });
    it('that comes too late', async () => {
      const late = restart('payments-api', { properties: { attempt: 'late' } });
      const { context } = await ask(late);
      await portal.knex('evaluations').where({ id: context.evaluation_id }).update({ at: PAST });
      await submit('expired_denial', 410, {
        ...questionOf(late),
        denial: { evaluation_id: context.evaluation_id, expires_at: context.evaluated_at },
      });
    });
    it('of another body under a key that was used', async () => {
      const headers = { 'idempotency-key': 'once' };
      const send = (body: object) =>
        portal.send('agent', 'access/v1/requests', post(body, headers));
      const first = await send(submission());
      const task = (await first.json()) as { task: { id: string } };
      expect([first.status, first.headers.get('location')]).toEqual([
        202,
        expect.stringContaining(task.task.id),
      ]);
      const before = await portal.counts();
      const again = (await (await send(submission())).json()) as { task: { id: string } };
      expect(again.task.id).toBe(task.task.id);
      expect(await portal.counts()).toEqual(before);
      await refused(
        `${ARAP}duplicate_request`,
        409,
        'agent',
        'access/v1/requests',
        post(submission({}, { reason: 'other' }), headers),
      );
    });
  });

  describe('a vote', () => {
    const review = (
      type: string,
      status: number,
      who: Who | undefined,
      id: string,
      body: object = { vote: 'approve', reason: 'Fine.' },
    ) =>
      refused(
        type,
        status,
        who,
        `v1/requests/${id}/reviews`,
        post(body, { 'idempotency-key': crypto.randomUUID() }),
      );
    let id: string;
    beforeAll(async () => {
      id = await openRequest('vote');
    });

    it('of a program', () => review('not_a_person', 403, 'agent', id));
    it('of a person through a service', () =>
      review('not_a_person', 403, 'adaThroughAService', id));
    it('of whoever registered the agent', () => review('separation_of_duties', 403, 'rita', id));
    it('of a stranger', () => review('not_permitted', 403, 'carl', id));
    it('of the person for whom the agent acts', async () => {
      const client = portal.client('agent');
      const proposal = restart('payments-api', { context: { onBehalfOf: 'user:default/ben' } });
      const { task } = await client.submitRequest(proposal, await ask(proposal));
      await review('separation_of_duties', 403, 'ben', task.id);
    });
    it('without the reason that the policy wants', () =>
      review('reason_required', 400, 'ada', id, { vote: 'approve' }));
    it('without a key', () =>
      refused(
        'idempotency_key_missing',
        400,
        'ada',
        `v1/requests/${id}/reviews`,
        post({ vote: 'approve', reason: 'Fine.' }),
      ));
    it('twice by one person', async () => {
      await portal.client('ada').review(id, { vote: 'approve', reason: 'Fine.' });
      await review('already_reviewed', 409, 'ada', id);
      expect((await portal.client('ada').request(id)).state).toBe('pending');
    });
    it('after the deadline; a timeout never approves', async () => {
      const late = await openRequest('deadline');
      await portal.knex('requests').where({ id: late }).update({ expires_at: PAST });
      expect((await portal.client('ada').request(late)).state).toBe('expired');
      await review('not_pending', 409, 'ada', late);
      expect((await portal.client('agent').task(late)).task.status).toBe('expired');
    });
    it('and a repetition with one key is one vote', async () => {
      const other = await openRequest('repeated');
      const vote = () =>
        portal
          .client('ada')
          .review(other, { vote: 'approve', reason: 'Fine.' }, { idempotencyKey: `vote-${other}` });
      await vote();
      const before = await portal.counts();
      expect(await vote()).toMatchObject({ state: 'pending', reviews: [{ vote: 'approve' }] });
      expect(await portal.counts()).toEqual(before);
    });
  });

  it('strangers see that there is a request, and neither parameters nor prose', async () => {
    const client = portal.client('agent');
    const proposal = restart('payments-api', { properties: { magicWord: 'xyzzy' } });
    const { task } = await client.submitRequest(proposal, await ask(proposal));
    const seen = await portal.client('carl').request(task.id);
    expect(seen).toMatchObject({
      redacted: true,
      mayReview: false,
      mayNotReviewBecause: expect.any(String),
      proposal: { action: { name: 'service.restart' }, context: { executor: 'ops-exec' } },
    });
    expect(JSON.stringify(seen)).not.toMatch(/xyzzy|Memory grows/);
    expect(JSON.stringify(await portal.client('carl').listRequests())).not.toMatch(/xyzzy|Memory/);
    expect(await portal.client('rita').request(task.id)).toMatchObject({
      redacted: false,
      mayReview: false,
    });
    await refused('not_permitted', 403, 'otherAgent', `v1/requests/${task.id}`, {});
    await refused(`${ARAP}unknown_task`, 404, 'otherAgent', `access/v1/requests/${task.id}`, {});
  });

  describe('an approval', () => {
    const approve = async (proposal: Proposal) => {
      const client = portal.client('agent');
      const { task } = await client.submitRequest(proposal, await ask(proposal));
      await portal.client('ada').review(task.id, { vote: 'approve', reason: 'Fine.' });
      await portal.client('ben').review(task.id, { vote: 'approve', reason: 'Fine.' });
      return (await client.task(task.id)).result!.approval;
    };
    const present = async (proposal: Proposal, approval: object) => {
      const { decision, context } = await portal
        .client('agent')
        .evaluate(proposal, { approval: approval as never });
      const { reason, next_action, access_request } = context;
      return [decision, reason, next_action, access_request !== undefined];
    };
    const proposal = restart('payments-api', { properties: { attempt: 'approval' } });

    it('that nobody gave', async () => {
      const made = { id: 'ap_made-up', approved_until: '2099-01-01T00:00:00.000Z' };
      expect(await present(proposal, made)).toEqual([
        false,
        'approval_unverifiable',
        'none',
        false,
      ]);
    });
    it('of another action, in another context, after its time, and once its policy denies', async () => {
      const approval = await approve(proposal);
      expect(await present(proposal, approval)).toEqual([true, undefined, undefined, false]);
      expect(
        await present(restart('payments-api', { properties: { attempt: 'other' } }), approval),
      ).toEqual([false, 'out_of_scope', 'request', true]);
      const context = { ...proposal.context, rationale: 'Other.' };
      expect(await present({ ...proposal, context }, approval)).toEqual([
        false,
        'out_of_scope',
        'request',
        true,
      ]);
      await portal.knex('approvals').where({ id: approval.id }).update({ valid_until: PAST });
      expect(await present(proposal, approval)).toEqual([
        false,
        'approval_expired',
        'request',
        true,
      ]);
    });
  });

  describe('a redemption', () => {
    const proposal = restart('playground', { properties: { attempt: 'redemption' } });
    const redeem = (type: string, status: number, who: Who, id: string, body: object) =>
      refused(type, status, who, `v1/grants/${id}/redemptions`, post(body));

    it('of a grant that was spent; the same execution gets the same answer', async () => {
      const { id, grant } = await grantFor(proposal);
      const body = redemptionOf(proposal, grant);
      const client = portal.client('agent');
      const first = await client.redeem(id, body as never);
      const before = await portal.counts();
      expect(await client.redeem(id, body as never)).toEqual(first);
      expect(await portal.counts()).toEqual(before);
      await redeem('spent', 409, 'agent', id, redemptionOf(proposal, grant));
      const view = await client.grant(id);
      expect([view.status, view.grant]).toEqual(['redeemed', undefined]);
    });
    it('of a grant that nobody signed, or another grant', async () => {
      const { id, grant } = await grantFor(proposal);
      const [header, , signature] = grant.split('.');
      const claims = Buffer.from(JSON.stringify({ jti: id, aud: 'ops-exec' })).toString(
        'base64url',
      );
      const none = Buffer.from('{"alg":"none"}').toString('base64url');
      for (const forged of [
        `${header}.${claims}.${signature}`,
        `${none}.${claims}.`,
        'no token',
        (await grantFor(proposal)).grant,
      ]) {
        await redeem('forged', 403, 'agent', id, redemptionOf(proposal, forged));
      }
      const binding = (await ask(restart('payments-api'))).context.access_request!.binding_token;
      await redeem('forged', 403, 'agent', id, redemptionOf(proposal, binding));
    });
    it('of a grant that has expired', async () => {
      const { id, grant } = await grantFor(proposal);
      await portal.knex('grants').where({ id }).update({ expires_at: PAST });
      await redeem('expired', 403, 'agent', id, redemptionOf(proposal, grant));
      expect((await portal.client('agent').grant(id)).status).toBe('expired');
    });
    it('for another action, to the last parameter', async () => {
      const { id, grant } = await grantFor(proposal);
      const other = restart('playground', { properties: { attempt: 'redemption', force: true } });
      await redeem('digest_mismatch', 403, 'agent', id, redemptionOf(other, grant));
    });
    it('by another executor', async () => {
      const { id, grant } = await grantFor(proposal);
      await redeem('wrong_executor', 403, 'runner', id, redemptionOf(proposal, grant));
      const action = { ...redemptionOf(proposal, grant).action, executor: 'runner' };
      await redeem('wrong_executor', 403, 'runner', id, redemptionOf(proposal, grant, { action }));
    });
    it('of a grant that was not given out yet', async () => {
      const { context } = await ask(proposal);
      const other = await grantFor(proposal);
      const id = context.countersign.grant!.id;
      await redeem('forged', 403, 'agent', id, redemptionOf(proposal, other.grant));
    });
    it('when more is demanded than was given', async () => {
      const { id, grant } = await grantFor(proposal);
      await publish(
        `${GUARDRAIL}    - name: freeze
      kind: mandatory
      when: action.name == 'service.restart'
      decision: deny
      reason: Nothing is restarted today.
`,
      );
      const body = await redeem('more_required', 403, 'agent', id, redemptionOf(proposal, grant));
      expect(body.detail).toContain('Nothing is restarted today.');
      await publish(GUARDRAIL);
      await portal.client('agent').redeem(id, redemptionOf(proposal, grant) as never);
    });
    it('whose grant nobody else may see', async () => {
      const { id } = await grantFor(proposal);
      await refused('not_found', 404, 'otherAgent', `v1/grants/${id}`, {});
      await refused('not_found', 404, 'ada', `v1/grants/${id}`, {});
    });
    it('is needed before an outcome', async () => {
      const { id } = await grantFor(proposal);
      const report = { executionId: 'never', status: 'succeeded' };
      await refused('not_redeemed', 409, 'agent', `v1/grants/${id}/outcome`, post(report));
      await refused('not_found', 404, 'runner', `v1/grants/${id}/outcome`, post(report));
    });
  });
});
