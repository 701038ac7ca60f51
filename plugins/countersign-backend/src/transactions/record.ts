import { randomUUID } from 'node:crypto';
import { COUNTERSIGN_EVENTS_TOPIC } from '@countersign/backstage-plugin-countersign-common';
import type { LedgerEntry } from '@countersign/model';
import type { StoreTransaction } from '@countersign/store';

/**
 * Writes the ledger entry of a change of state, and the message that tells others of it, in the
 * transaction of the change. A decision alone changes no state, so it is written and not told.
 *
 * @returns the entry's row, by which the store knows whether it is sealed
 */
export async function record(
  tx: StoreTransaction,
  entry: Omit<LedgerEntry, 'entryVersion'>,
): Promise<string> {
  const entryId = await tx.appendEntry({ entryVersion: 1, ...entry });
  if (entry.type !== 'decision.made') {
    await tx.enqueue([
      {
        id: randomUUID(),
        topic: COUNTERSIGN_EVENTS_TOPIC,
        key: `event/${entryId}`,
        payload: {
          type: entry.type,
          at: entry.at,
          id: entry.id,
          ...(entry.refs && { refs: entry.refs }),
          ...(entry.result && { result: entry.result }),
        },
        createdAt: entry.at,
        availableAt: entry.at,
      },
    ]);
  }
  return entryId;
}
