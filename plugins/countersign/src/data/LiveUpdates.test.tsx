import { renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { act, screen } from '@testing-library/react';
import { countersignApiRef } from '../api/countersignApiRef';
import { countersignPlugin } from '../plugin';
import { cannedCountersign } from '../__testUtils__/cannedCountersign';
import { requestSummary } from '../__testUtils__/fixtures';

it('shows a new request as soon as the backend signals it', async () => {
  const requests = [requestSummary()];
  let say: (message: { type: string; requestId: string }) => void = () => undefined;
  const subscribe = (channel: string, onMessage: (message: never) => void) => {
    if (channel === 'countersign') {
      say = onMessage as typeof say;
    }
    return { unsubscribe: () => undefined };
  };
  renderTestApp({
    features: [countersignPlugin],
    apis: [
      [countersignApiRef, cannedCountersign(requests)],
      [signalApiRef, { subscribe }],
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: ['/countersign/requests'],
  });
  expect(await screen.findByText(/^1 request\./)).toBeVisible();

  requests.push(requestSummary({ id: 'req-2' }));
  act(() => say({ type: 'request.opened', requestId: 'req-2' }));
  expect(await screen.findByText(/^2 requests\./)).toBeVisible();
});
