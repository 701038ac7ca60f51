import { CountersignUnreachable } from '@countersign/client';
import { screen, within } from '@testing-library/react';
import { cannedCountersign } from '../__testUtils__/cannedCountersign';
import { minutesFromNow, status } from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';

describe('the policies in force', () => {
  it('lists guardrails first, each with owner, rules, who and why', async () => {
    renderPortal('/countersign/policies', cannedCountersign());
    const list = await screen.findByRole('list', { name: 'Policies in force' });
    const [guardrail, scope] = within(list).getAllByRole('link');
    expect(guardrail).toHaveTextContent('What holds for everyoneGuardrail');
    expect(scope).toHaveTextContent('Services of PaymentsScope policy');
    expect(scope).toHaveTextContent('Restarts at night woke the wrong people.');
    expect(scope).toHaveTextContent('owned by payments');
    expect(scope).toHaveTextContent('2 rules');
    expect(scope).toHaveAttribute('href', '/countersign/policies/payments-services');
  });

  it('shows one to the letter and marks the lines that the address names', async () => {
    renderPortal('/countersign/policies/payments-services?lines=14-15', cannedCountersign());
    const text = await screen.findByRole('group', { name: 'Text' });
    const lines = Array.from(text.querySelectorAll('[data-marked] > :last-child'));
    expect(lines.map(line => line.textContent?.trim())).toEqual([
      '- name: restart-outside-window',
      'when: |',
    ]);
    expect(screen.getByRole('link', { name: 'the-rest-by-itself' })).toBeVisible();
  });

  it('says that none is in force, with each fault of the seed', async () => {
    const fault = {
      message: 'One of five files has a fault.',
      at: minutesFromNow(-5),
      faults: ['sre.policy.yaml:3:1: error schema: metadata.owner is missing'],
    };
    renderPortal(
      '/countersign/policies',
      cannedCountersign([], {
        policies: async () => ({ items: [] }),
        status: async () => status({ policies: { inForce: 0, source: 'registry', fault } }),
      }),
    );
    expect(await screen.findByText('No policy is in force')).toBeVisible();
    expect(await screen.findByText(/metadata.owner is missing/)).toBeVisible();
  });

  it('says when a name is not in force', async () => {
    renderPortal('/countersign/policies/gone', cannedCountersign());
    expect(await screen.findByText('No policy named gone is in force')).toBeVisible();
  });

  it('fails visibly', async () => {
    const policies = async () => {
      throw new CountersignUnreachable('http://localhost');
    };
    renderPortal('/countersign/policies', cannedCountersign([], { policies }));
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
