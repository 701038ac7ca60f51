import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider, entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import { countersignApiRef } from '../api/countersignApiRef';
import { rootRouteRef } from '../routes';
import { cannedCountersign } from '../__testUtils__/cannedCountersign';
import { requestSummary } from '../__testUtils__/fixtures';
import { EntityApprovalsCard } from './EntityApprovalsCard';
import { EntityApprovalsContent } from './EntityApprovalsContent';
import { isApprovalTarget } from './entityFilter';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout-api', namespace: 'default' },
};
const elsewhere = requestSummary({
  id: 'elsewhere',
  resource: { ref: 'component:default/identity', known: true },
});

function renderOnEntity(element: JSX.Element, requests = [requestSummary(), elsewhere]) {
  renderInTestApp(<EntityProvider entity={entity}>{element}</EntityProvider>, {
    apis: [[countersignApiRef, cannedCountersign(requests)]],
    mountedRoutes: {
      '/countersign': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
  });
}

describe.each([
  ['tab', <EntityApprovalsContent key="tab" />],
  ['card', <EntityApprovalsCard key="card" />],
])('the entity’s %s', (_name, element) => {
  it('lists what waits about this entity and nothing else', async () => {
    renderOnEntity(element);
    const waiting = await screen.findByRole('list', { name: 'Waiting for an answer' });
    const links = within(waiting).getAllByRole('link');
    expect(links).toHaveLength(1);
    expect(links[0]).toHaveAttribute('href', '/countersign/requests/req-1');
    expect(screen.getByRole('link', { name: 'All requests about this' })).toHaveAttribute(
      'href',
      '/countersign/requests?show=all&state=any&sort=newest&target=component%3Adefault%2Fcheckout-api',
    );
  });

  it('lists what was asked lately, with how it ended', async () => {
    const settled = requestSummary({ id: 'done', state: 'refused', mayReview: false });
    renderOnEntity(element, [settled]);
    const recent = await screen.findByRole('list', { name: 'Recent requests' });
    expect(within(recent).getByText('Refused')).toBeVisible();
    expect(screen.getByText('No agent waits for an answer about this.')).toBeVisible();
  });
});

it.each([
  ['Component', true],
  ['System', true],
  ['Group', false],
  ['User', false],
])('%s has approvals: %s', (kind, expected) => {
  expect(isApprovalTarget({ ...entity, kind })).toBe(expected);
});
