import { screen } from '@testing-library/react';
import { countersignPlugin } from './plugin';
import { cannedCountersign } from './__testUtils__/cannedCountersign';
import { requestSummary } from './__testUtils__/fixtures';
import { renderPortal } from './__testUtils__/renderPortal';

describe('the plugin in the new frontend system', () => {
  it('mounts with a tab for each page', async () => {
    renderPortal('/countersign', cannedCountersign([requestSummary()]));
    for (const name of ['Queue', 'Policies', 'Ledger']) {
      expect(await screen.findByRole('tab', { name })).toBeVisible();
    }
    expect(await screen.findByText('Restart a service on checkout-api')).toBeVisible();
  });

  it.each([
    'api:countersign/client',
    'page:countersign',
    'sub-page:countersign/requests',
    'sub-page:countersign/policies',
    'sub-page:countersign/ledger',
    'entity-content:countersign/approvals',
    'entity-card:countersign/approvals',
  ] as const)('keeps the id %s, by which apps configure it', id => {
    expect(countersignPlugin.getExtension(id)).toBeDefined();
  });
});
