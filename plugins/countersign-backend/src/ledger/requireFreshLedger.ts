import { Problem } from '@countersign/model';
import type { StoreReads } from '@countersign/store';

/** Seconds by which the ledger may be behind while grants are given out and redeemed. */
const MAX_BEHIND_SECONDS = 30;

/** @throws Problem `ledger_behind`: what cannot be proved later is not permitted now */
export async function requireFreshLedger(reads: StoreReads): Promise<void> {
  const { behindSeconds } = await reads.ledgerStatus();
  if (behindSeconds > MAX_BEHIND_SECONDS) {
    throw new Problem(
      'ledger_behind',
      `The ledger has not sealed anything for ${Math.floor(behindSeconds)} seconds, so no grant is given out or redeemed. Nothing was permitted; v1/status shows when it has caught up.`,
    );
  }
}
