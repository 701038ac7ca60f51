import { screen, within } from '@testing-library/react';
import { cannedCountersign } from '../__testUtils__/cannedCountersign';
import { checkpointNote } from '../__testUtils__/fixtures';
import { renderPortal } from '../__testUtils__/renderPortal';
import { ledgerRange } from './ledgerRange';
import { readCheckpoint } from './readCheckpoint';

describe('the ledger', () => {
  it('shows the checkpoint and the newest entries first', async () => {
    renderPortal('/countersign/ledger', cannedCountersign());
    expect(await screen.findByText('Entries 70 to 119 of 120')).toBeVisible();
    const [, newest] = await screen.findAllByRole('row');
    expect(within(newest!).getAllByRole('cell')[0]).toHaveTextContent('119');
    expect(screen.getByRole('link', { name: 'Older' })).toHaveAttribute(
      'href',
      expect.stringContaining('?before=70'),
    );
  });

  it('pages by the address', async () => {
    renderPortal('/countersign/ledger?before=70', cannedCountersign());
    expect(await screen.findByText('Entries 20 to 69 of 120')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Newer' })).toBeVisible();
  });

  it('says that it is empty', async () => {
    const ledgerCheckpoint = async () => checkpointNote(0);
    renderPortal('/countersign/ledger', cannedCountersign([], { ledgerCheckpoint }));
    expect(await screen.findByText('The ledger is empty')).toBeVisible();
  });
});

describe('readCheckpoint', () => {
  it('reads origin, size, root and signers', () => {
    expect(readCheckpoint(checkpointNote(7))).toEqual({
      origin: 'example.org/countersign',
      size: 7,
      rootHash: 'qL8mPpUS2TAtBTKqYyGyyTFS1Ny0CpuaJhO4vVF3hYI=',
      signers: ['example.org/countersign'],
    });
  });

  it.each(['', 'origin\n1\nroot', 'origin\nmany\nroot\n\n\u2014 a b\n'])(
    'takes %j for no checkpoint',
    note => expect(readCheckpoint(note)).toBeUndefined(),
  );
});

describe('ledgerRange', () => {
  it.each([
    [120, null, { start: 70, end: 120 }],
    [120, '70', { start: 20, end: 70 }],
    [120, '3', { start: 0, end: 50 }],
    [120, '9999', { start: 70, end: 120 }],
    [120, '-1', { start: 70, end: 120 }],
    [7, null, { start: 0, end: 7 }],
  ])('of %d before %s is %j', (size, before, range) => {
    expect(ledgerRange(size, before)).toEqual(range);
  });
});
