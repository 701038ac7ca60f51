import { screen } from '@testing-library/react';
import type { Status } from '@countersign/client';
import { cannedCountersign } from '../__testUtils__/cannedCountersign';
import { minutesFromNow, status } from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

const open = (change: Partial<Status>) =>
  renderPortal('/countersign', cannedCountersign([], { status: async () => status(change) }));

describe('the status banner', () => {
  it('is silent when all is well', async () => {
    open({});
    await screen.findByText('Nothing waits for you');
    expect(screen.queryByText(/Observing|No policy|behind/)).not.toBeInTheDocument();
  });

  it('says that nothing is blocked while observing, and where it is', async () => {
    open({
      enforcement: {
        default: 'observe',
        scopes: [{ owner: 'group:default/payments', mode: 'enforce' }],
      },
    });
    expect(await screen.findByText('Observing: nothing is blocked')).toBeVisible();
    expect(screen.getByText(/the answer binds: payments\./)).toBeVisible();
  });

  it('says that no policy is in force', async () => {
    open({ policies: { inForce: 0, source: 'registry' } });
    expect(await screen.findByText('No policy is in force')).toBeVisible();
  });

  it('says what was wrong with the seed, and links to the faults', async () => {
    const fault = { message: 'One file has a fault.', at: minutesFromNow(-1), faults: [] };
    open({ policies: { inForce: 0, source: 'registry', fault } });
    expect(await screen.findByText('No policy is in force: seeding failed')).toBeVisible();
    expect(screen.getByText('One file has a fault.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'See what is wrong' })).toHaveAttribute(
      'href',
      '/countersign/policies',
    );
  });

  it('says that grants wait while the ledger is behind', async () => {
    open({ ledger: { ...status().ledger, behindSeconds: 300 } });
    expect(await screen.findByText('The ledger is 5 minutes behind')).toBeVisible();
  });
});
