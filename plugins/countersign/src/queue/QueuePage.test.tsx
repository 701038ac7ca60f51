import { CountersignUnreachable } from '@countersign/client';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cannedCountersign } from '../__testUtils__/cannedCountersign';
import { requestSummaries, requestSummary } from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

const rows = async () => {
  const list = await screen.findByRole('list', { name: 'Requests' });
  return within(list).getAllByRole('link');
};

describe('the queue', () => {
  it('says that nothing waits, and shows the way to the rest', async () => {
    const others = requestSummary({ mayReview: false });
    renderPortal('/countersign', cannedCountersign([others]));
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'See all I may see' }));
    expect(await rows()).toHaveLength(1);
  });

  it('tells of each request what, on what, how bad, by whom, why and how long', async () => {
    renderPortal('/countersign/requests', cannedCountersign([requestSummary()]));
    const [row] = await rows();
    expect(row).toHaveTextContent('Restart a service on checkout-api');
    expect(row).toHaveTextContent('Impact: High');
    expect(row).toHaveTextContent('asked by remediator');
    expect(row).toHaveTextContent('owned by payments');
    expect(row).toHaveTextContent('hits 7 other services, 1 of tier 0');
    expect(row).toHaveTextContent('outside its maintenance window asks its owner');
    expect(row).toHaveTextContent('42 minutes left');
    expect(row).toHaveAttribute('href', '/countersign/requests/req-1');
  });

  it('puts the least time first, and the highest impact when the address asks for it', async () => {
    const requests = [
      requestSummary({ id: 'later', level: 'critical', expiresAt: '2099-01-02T00:00:00.000Z' }),
      requestSummary({ id: 'sooner', level: 'low', expiresAt: '2099-01-01T00:00:00.000Z' }),
    ];
    const { unmount } = renderPortal('/countersign/requests', cannedCountersign(requests));
    expect((await rows())[0]).toHaveAttribute('href', '/countersign/requests/sooner');
    unmount();

    renderPortal('/countersign/requests?sort=level', cannedCountersign(requests));
    expect((await rows())[0]).toHaveAttribute('href', '/countersign/requests/later');
  });

  it('reads its filter from the address', async () => {
    const listRequests = jest.fn(async () => ({ items: [] }));
    renderPortal(
      '/countersign/requests?show=all&state=refused&target=component%3Adefault%2Fidentity',
      cannedCountersign([], { listRequests }),
    );
    expect(await screen.findByText('No such requests')).toBeVisible();
    expect(listRequests).toHaveBeenCalledWith(
      expect.objectContaining({ state: 'refused', target: 'component:default/identity' }),
      expect.anything(),
    );
    expect(screen.getByRole('button', { name: 'Show every target' })).toBeVisible();
  });

  it('gathers five hundred from all their pages', async () => {
    const many = requestSummaries(500).map(request => ({ ...request, mayReview: true }));
    renderPortal('/countersign/requests', cannedCountersign(many));
    expect(await screen.findByText(/^500 requests/)).toBeVisible();
    expect(await rows()).toHaveLength(500);
    expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument();
  });

  it('waits to be asked for what lies beyond five hundred', async () => {
    const many = requestSummaries(501).map(request => ({ ...request, mayReview: true }));
    renderPortal('/countersign/requests', cannedCountersign(many));
    expect(await screen.findByText(/newest 500 requests; there are more/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Show more' })).toBeVisible();
  });

  it('says that Countersign does not answer, and asks again', async () => {
    let down = true;
    const working = cannedCountersign([requestSummary()]);
    const api = cannedCountersign([], {
      listRequests: async query => {
        if (down) {
          throw new CountersignUnreachable('http://localhost');
        }
        return working.listRequests(query);
      },
    });
    renderPortal('/countersign/requests', api);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Countersign does not answer');

    down = false;
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await rows()).toHaveLength(1);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('moves with j, k and the arrow keys', async () => {
    renderPortal('/countersign/requests?show=all', cannedCountersign(requestSummaries(3)));
    const [first, second, third] = await rows();
    first!.focus();
    await userEvent.keyboard('j');
    expect(second).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(third).toHaveFocus();
    await userEvent.keyboard('k{Home}');
    expect(first).toHaveFocus();
  });
});
