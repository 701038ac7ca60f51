import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { EntityProvider, entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { Route, Routes } from 'react-router-dom';
import {
  CountersignPage,
  countersignApiRef,
  EntityCountersignCard,
  EntityCountersignContent,
} from './legacy';
import { rootRouteRef } from './routes';
import { cannedCountersign } from './__testUtils__/cannedCountersign';
import { requestSummary } from './__testUtils__/fixtures';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout-api', namespace: 'default' },
};

const renderClassic = (element: ReactElement, path: string, isMounted = false) =>
  renderInTestApp(
    <TestApiProvider apis={[[countersignApiRef, cannedCountersign([requestSummary()])]]}>
      {element}
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: {
        ...(!isMounted && { '/countersign': rootRouteRef }),
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );

describe('the plugin in the classic frontend system', () => {
  it('mounts its page with a tab for each page', async () => {
    const routes = (
      <Routes>
        <Route path="/countersign/*" element={<CountersignPage />} />
      </Routes>
    );
    await renderClassic(routes, '/countersign', true);
    expect(await screen.findByText('Restart a service on checkout-api')).toBeVisible();
    for (const name of ['Queue', 'Policies', 'Ledger']) {
      expect(screen.getByRole('tab', { name })).toBeVisible();
    }
  });

  it('opens a request by its address', async () => {
    const routes = (
      <Routes>
        <Route path="/countersign/*" element={<CountersignPage />} />
      </Routes>
    );
    await renderClassic(routes, '/countersign/requests/req-1', true);
    expect(await screen.findByRole('button', { name: 'Approve' })).toBeVisible();
  });

  it.each([
    ['tab', <EntityCountersignContent key="tab" />],
    ['card', <EntityCountersignCard key="card" />],
  ])('mounts the entity’s %s', async (_name, element) => {
    await renderClassic(<EntityProvider entity={entity}>{element}</EntityProvider>, '/');
    expect(await screen.findByRole('list', { name: 'Waiting for an answer' })).toBeVisible();
  });
});
