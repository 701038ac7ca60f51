import type { LedgerEntries } from '@countersign/client';
import { LEDGER_ENTRY_TYPES, type LedgerEntry } from '@countersign/model';

/** A leaf as a row shows it; without an entry when the leaf is of another version. */
export interface LeafRow {
  id: number;
  hash: string;
  entry?: LedgerEntry;
}

/** Reads a leaf's text for display. */
export function readLeaf(leaf: LedgerEntries['entries'][number]): LeafRow {
  const row = { id: leaf.index, hash: leaf.hash };
  try {
    const entry = JSON.parse(leaf.leaf) as LedgerEntry;
    return LEDGER_ENTRY_TYPES.includes(entry?.type) ? { ...row, entry } : row;
  } catch {
    return row;
  }
}
