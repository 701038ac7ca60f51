import { CountersignError, CountersignUnreachable } from '@countersign/client';
import { Problem } from '@countersign/model';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { CountersignApi } from '../api/countersignApiRef';
import { cannedCountersign } from '../__testUtils__/cannedCountersign';
import { approvedDetail, requestDetail } from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';
import { testScreen } from '../__testUtils__/testScreen';

const open = (change: Partial<CountersignApi> = {}) =>
  renderPortal('/countersign/requests/req-1', cannedCountersign([], change));
const approve = () => screen.findByRole('button', { name: 'Approve' });
const refuse = () => screen.findByRole('button', { name: 'Refuse' });

describe('a request', () => {
  it('shows what would run to the letter, with redactions marked', async () => {
    open();
    const command = await screen.findByRole('group', { name: 'Command' });
    expect(command).toHaveTextContent(
      "kubectl rollout restart deployment/checkout-api -n 'shop prod'",
    );
    const parameters = screen.getByRole('group', { name: 'Parameters' });
    expect(parameters).toHaveTextContent('"cwd": "/srv/runbooks"');
    expect(within(parameters).getByText('[redacted]').tagName).toBe('MARK');
  });

  it('marks characters that cannot be seen', async () => {
    const detail = requestDetail();
    detail.proposal.action.properties = { exec: { argv: ['rm', '\u202Egpj.exe'] } };
    open({ request: async () => detail });
    expect(await screen.findByText('U+202E')).toBeVisible();
    expect(screen.getByText(/1 character that cannot be seen/)).toBeVisible();
  });

  it('says why a person is asked, with the policy’s own lines', async () => {
    open();
    expect(await screen.findByText(/asks one of its owners/)).toBeVisible();
    await userEvent.click(screen.getByText(/The policy’s own lines/));
    expect(screen.getByRole('group', { name: 'The policy’s own lines' })).toHaveTextContent(
      '!inWindow(',
    );
    expect(screen.getByRole('link', { name: 'See the whole policy' })).toHaveAttribute(
      'href',
      '/countersign/policies/payments-services?lines=14-22',
    );
  });

  it('quotes the agent and never lets it speak in a heading', async () => {
    open();
    const words = await screen.findByText(/Heap usage of checkout-api/);
    expect(words.closest('blockquote')).not.toBeNull();
    for (const heading of screen.getAllByRole('heading')) {
      expect(heading).not.toHaveTextContent('Heap usage');
    }
    expect(screen.getByText(/p95 latency/).closest('q')).not.toBeNull();
    expect(screen.getByText(/kubectl rollout undo/).closest('q')).not.toBeNull();
  });

  it('lists the blast radius with path and owner, the most critical first', async () => {
    open();
    const section = await screen.findByRole('region', { name: 'Blast radius' });
    const [first, ...others] = within(section).getAllByRole('listitem');
    expect(first).toHaveTextContent('Tier 0storefront← basketweb');
    expect(others.at(-1)).toHaveTextContent('partner-reports← storefront ← basketno owner');
  });

  it('approves without a reason where the policy does not ask for one', async () => {
    let state = requestDetail();
    const review = jest.fn(async () => (state = approvedDetail()));
    open({ request: async () => state, review });
    await userEvent.click(await approve());
    expect(await screen.findByText('You approved.')).toBeVisible();
    expect(await screen.findByText(/The approval holds until/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
    expect(review).toHaveBeenCalledWith(
      'req-1',
      { vote: 'approve', reason: undefined },
      { idempotencyKey: expect.any(String) },
    );
  });

  it('does not refuse without a reason', async () => {
    const review = jest.fn(async () => requestDetail({ state: 'refused', mayReview: false }));
    open({ review });
    await userEvent.click(await refuse());
    expect(await screen.findByText(/Say why you refuse/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: /Reason/ })).toHaveFocus();
    expect(review).not.toHaveBeenCalled();

    await userEvent.type(
      screen.getByRole('textbox', { name: /Reason/ }),
      'The fix is an hour away.',
    );
    await userEvent.click(await refuse());
    expect(await screen.findByText(/You refused\. It will not run\./)).toBeVisible();
    expect(review).toHaveBeenCalledWith(
      'req-1',
      { vote: 'refuse', reason: 'The fix is an hour away.' },
      expect.anything(),
    );
  });

  it('asks for a reason to approve where the policy does', async () => {
    const detail = requestDetail();
    detail.requirement.reasonRequired = true;
    const review = jest.fn(async () => approvedDetail());
    open({ request: async () => detail, review });
    await userEvent.click(await approve());
    expect(await screen.findByText(/asks for a reason to approve/)).toBeVisible();
    expect(review).not.toHaveBeenCalled();
  });

  it('shows that a vote is under way', async () => {
    open({ review: () => new Promise(() => undefined) });
    await userEvent.click(await approve());
    expect(await screen.findByText('Sending your vote')).toBeInTheDocument();
    expect(await refuse()).toBeDisabled();
  });

  it('says when no answer came, and tries again under the same key', async () => {
    const keys: (string | undefined)[] = [];
    open({
      review: async (_id, _review, options) => {
        keys.push(options?.idempotencyKey);
        if (keys.length === 1) {
          throw new CountersignUnreachable('http://localhost');
        }
        return approvedDetail();
      },
    });
    await userEvent.click(await approve());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('may or may not have been counted');
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('You approved.')).toBeVisible();
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
  });

  it('shows the refusal of a vote in Countersign’s own words', async () => {
    open({
      review: async () => {
        throw new CountersignError(
          new Problem('separation_of_duties', 'You registered this agent.').toDocument(),
        );
      },
    });
    await userEvent.click(await approve());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Your vote was not counted');
    expect(alert).toHaveTextContent('You registered this agent.');
  });

  it('answers on a phone from a bar at the thumb', async () => {
    testScreen.resize(390);
    open();
    await userEvent.click(await screen.findByRole('button', { name: 'Approve or refuse' }));
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText('You approved.')).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says why one may not vote, and offers no buttons', async () => {
    open({
      request: async () =>
        requestDetail({
          mayReview: false,
          mayNotReviewBecause: 'You registered the agent that asks, so your vote does not count.',
        }),
    });
    expect(await screen.findByText('You cannot vote on this')).toBeVisible();
    expect(screen.getByText(/You registered the agent that asks/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Approve' })).not.toBeInTheDocument();
  });

  it('keeps parameters and prose from a stranger, and says so', async () => {
    const detail = requestDetail({ redacted: true, mayReview: false });
    detail.proposal = { ...detail.proposal, action: { name: 'service.restart' }, context: {} };
    open({ request: async () => detail });
    expect(await screen.findByText(/see this request but not its parameters/)).toBeVisible();
    expect(screen.getByText(/not what the agent says of it/)).toBeVisible();
    expect(screen.queryByRole('group', { name: 'Command' })).not.toBeInTheDocument();
  });

  it('says so when nobody can fulfil the requirement', async () => {
    open({
      request: async () =>
        requestDetail({
          fulfillable: false,
          notFulfillableBecause: ['group:default/payments has no members.'],
        }),
    });
    expect(await screen.findByText(/Nobody can fulfil this requirement today/)).toHaveTextContent(
      'group:default/payments has no members.',
    );
  });

  it('tells afterwards what came of it', async () => {
    open({
      request: async () => ({
        ...approvedDetail(),
        grant: { id: 'grant-1', status: 'completed' },
        outcome: { status: 'rolled_back', at: new Date().toISOString(), detail: 'p95 stayed high' },
      }),
    });
    expect(await screen.findByText('It was rolled back.')).toBeVisible();
    expect(screen.getByText('p95 stayed high').closest('q')).not.toBeNull();
  });

  it('says when there is no such request', async () => {
    open({
      request: async () => {
        throw new CountersignError(
          new Problem('not_found', 'There is no request with this id.').toDocument(),
        );
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('There is no such thing here');
    expect(alert).toHaveTextContent('There is no request with this id.');
  });
});
