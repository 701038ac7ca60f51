import type { GrantState } from '@countersign/approval';
import type { GrantStatus } from '@countersign/client';

/** The table's states as callers know them: what is pending there waits for the ledger. */
export function grantStatusOf(state: GrantState): GrantStatus {
  return state === 'pending' ? 'grant_pending' : state;
}
