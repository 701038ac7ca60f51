/** Entries on one page. */
export const LEDGER_PAGE = 50;

/** Which leaves a page of the ledger shows, the newest last. */
export interface LedgerRange {
  start: number;
  /** Not included. */
  end: number;
}

/**
 * The page that ends before a leaf, or the newest one.
 *
 * @param size number of leaves under the checkpoint.
 * @param before the index before which to end, as the address has it.
 */
export function ledgerRange(size: number, before: string | null): LedgerRange {
  const asked = before !== null && /^\d{1,15}$/.test(before) ? Number(before) : size;
  const end = Math.min(Math.max(asked, Math.min(LEDGER_PAGE, size)), size);
  return { start: Math.max(0, end - LEDGER_PAGE), end };
}
