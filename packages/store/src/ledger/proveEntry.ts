import { proveInclusion } from '@countersign/tlog';
import type { CheckpointRecord, LedgerLeaf } from '../records';
import type { StoreReads } from '../types';

/** An entry with what an auditor needs to verify it offline. */
export interface EntryProof {
  leaf: LedgerLeaf;
  /** The head that the proof leads to. */
  checkpoint: CheckpointRecord;
  /** RFC 6962 inclusion proof, from the leaf up. */
  proof: Uint8Array[];
}

/**
 * The inclusion proof of one entry in the latest checkpoint.
 *
 * @param index its place in the tree
 * @returns `undefined` when no checkpoint covers it
 */
export async function proveEntry(
  store: Pick<StoreReads, 'latestCheckpoint' | 'ledgerLeaves' | 'ledgerNodes'>,
  index: number,
): Promise<EntryProof | undefined> {
  const checkpoint = await store.latestCheckpoint();
  if (!checkpoint || !Number.isSafeInteger(index) || index < 0 || index >= checkpoint.size) {
    return undefined;
  }
  const [leaf] = await store.ledgerLeaves(index, 1);
  return {
    leaf: leaf!,
    checkpoint,
    proof: await proveInclusion(index, checkpoint.size, store.ledgerNodes),
  };
}
