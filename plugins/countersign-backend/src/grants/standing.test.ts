import type { Proposal } from '@countersign/model';
import { databases } from '../__testUtils__/eachDatabase';
import { GUARDRAIL, PAYMENTS_POLICY } from '../__testUtils__/organisation';
import { restart, startTestPortal, type TestPortal } from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

const STANDING = `  standing:
    - name: plain-restarts
      when: action.name == '${restart('x').action.name}'
      rate: { count: 2, within: 1d }
      until: 2099-12-31
      reason: A plain restart takes seconds.
  rules:`;

describe.each(databases.eachSupportedId())('a standing approval, on %s', databaseId => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal(await databases.init(databaseId), {
      policies: {
        'guardrail.policy.yaml': GUARDRAIL,
        'payments.policy.yaml': PAYMENTS_POLICY.replace('  rules:', STANDING),
      },
    });
  });
  afterAll(() => portal?.stop());

  const proposal = (attempt: number): Proposal =>
    restart('payments-api', { properties: { attempt } });
  async function grantFor(attempt: number) {
    const { context } = await portal.client('agent').evaluate(proposal(attempt));
    return portal.client('agent').waitForGrant(context.countersign.grant!.id);
  }
  async function redeem(attempt: number, grant: Awaited<ReturnType<typeof grantFor>>) {
    const { subject, action, resource, context } = proposal(attempt);
    const response = await portal.send('agent', `v1/grants/${grant.id}/redemptions`, {
      method: 'POST',
      body: JSON.stringify({
        grant: grant.grant,
        executionId: `run-${attempt}`,
        action: { subject, action, resource, executor: context.executor },
      }),
    });
    return { status: response.status, body: (await response.json()) as { type?: string } };
  }

  it('lets no more run than its rate, however many redeem at once', async () => {
    const grants = await Promise.all([1, 2, 3, 4].map(grantFor));
    const answers = await Promise.all(grants.map((grant, index) => redeem(index + 1, grant)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(({ body }) => body.type?.split(':').pop())).toEqual([
      'more_required',
      'more_required',
    ]);

    const { decision, context } = await portal.client('agent').evaluate(proposal(5));
    expect(decision).toBe(false);
    expect(context.countersign.decision).toBe('require_approval');
  });
});
