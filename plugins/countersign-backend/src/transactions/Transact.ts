import type { StoreTransaction } from '@countersign/store';

/**
 * Runs work in one transaction of the store and, once it has committed, wakes the delivery of
 * messages. Reads inside go through the transaction.
 */
export type Transact = <T>(work: (tx: StoreTransaction) => Promise<T>) => Promise<T>;
