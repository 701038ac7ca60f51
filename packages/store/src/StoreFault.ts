/** What went wrong in the use of a store. The list is closed. */
export type StoreFaultCode =
  /** The store's own read or a second transaction inside a transaction: a programmer's mistake. */
  | 'nested'
  /** A cursor that this store did not give. */
  | 'bad_cursor'
  /** A row that a caller's earlier step must have written is not there. */
  | 'not_found'
  /** The ledger contradicts itself; nothing may be signed. */
  | 'ledger_conflict'
  /** The database cannot be reached, or is stopping. Try again. */
  | 'unavailable';

/** A fault of the store or of the one who calls it; refusals that honest callers meet are results, not faults. */
export class StoreFault extends Error {
  constructor(
    readonly code: StoreFaultCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'StoreFault';
  }
}
