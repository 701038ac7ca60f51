import type { Knex } from 'knex';
import { StoreFault } from '../StoreFault';
import { TransactionGuard } from '../TransactionGuard';
import type { CountersignStore, StoreReads, StoreTransaction } from '../types';
import { approvalReads, approvalWrites } from './approvals';
import { databaseNow, dialectOf, type Executor } from './Executor';
import { evaluationReads, evaluationWrites } from './evaluations';
import { grantReads, grantWrites } from './grants';
import { idempotencyWrites } from './idempotency';
import { addCheckpoint, checkpointOf, ledgerEntryWrites, ledgerReads, sequence } from './ledger';
import { migrateStore } from './migrations';
import { outboxWrites } from './outbox';
import { policyReads, policyWrites } from './policies';
import { pseudonymWrites } from './pseudonyms';
import { recordingReads } from './recordings';
import { requestReads, requestWrites } from './requests';
import { standingReads, standingWrites } from './standing';
import { canBeRetried, isUnavailable } from './databaseErrors';

/** What a database store is made of. */
export interface DatabaseStoreOptions {
  /** Connected to PostgreSQL 14 or later, or to SQLite with a pool of one. Stays the caller's to destroy. */
  knex: Knex;
  /** The store's time; the database's clock when absent. */
  clock?: () => Promise<string>;
  /** False where somebody else migrates. */
  migrate?: boolean;
}

/** How often a transaction runs at most when others stand in its way. */
const ATTEMPTS = 3;

/**
 * Keeps everything in PostgreSQL or SQLite. Any number of these may share one PostgreSQL; SQLite is
 * for one process.
 */
export async function createDatabaseStore(
  options: DatabaseStoreOptions,
): Promise<CountersignStore> {
  const { knex, clock, migrate = true } = options;
  const dialect = dialectOf(knex);
  if (migrate) {
    await migrateStore(knex);
  }
  const executorOn = (db: Knex): Executor => ({
    db,
    dialect,
    now: clock ?? (() => databaseNow(db, dialect)),
  });

  const guard = new TransactionGuard();
  const outside =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      guard.assertOutside();
      try {
        return await work(...args);
      } catch (error) {
        throw isUnavailable(error)
          ? new StoreFault('unavailable', 'The database cannot be reached; try again', {
              cause: error,
            })
          : error;
      }
    };

  const inTransaction = async <T>(work: (executor: Executor) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await guard.run(() => knex.transaction(trx => work(executorOn(trx))));
      } catch (error) {
        if (attempt === ATTEMPTS || !canBeRetried(error)) {
          throw error;
        }
      }
    }
  };

  const reads = Object.fromEntries(
    Object.entries(readsOf(executorOn(knex))).map(([name, read]) => [name, outside(read)]),
  ) as unknown as StoreReads;
  return {
    ...reads,
    transaction: outside(work => inTransaction(executor => work(transactionOf(executor)))),
    sequence: outside(limit => inTransaction(executor => sequence(executor, limit))),
    addCheckpoint: outside(checkpoint =>
      inTransaction(executor => addCheckpoint(executor, checkpoint)),
    ),
    checkpoint: outside(size => checkpointOf(executorOn(knex), size)),
  } as CountersignStore;
}

function readsOf(executor: Executor): StoreReads {
  return {
    now: executor.now,
    ...policyReads(executor),
    ...evaluationReads(executor),
    ...requestReads(executor),
    ...approvalReads(executor),
    ...grantReads(executor),
    ...standingReads(executor),
    ...recordingReads(executor),
    ...ledgerReads(executor),
  };
}

function transactionOf(executor: Executor): StoreTransaction {
  return {
    ...readsOf(executor),
    ...policyWrites(executor),
    ...evaluationWrites(executor),
    ...requestWrites(executor),
    ...approvalWrites(executor),
    ...grantWrites(executor),
    ...standingWrites(executor),
    ...outboxWrites(executor),
    ...idempotencyWrites(executor),
    ...pseudonymWrites(executor),
    ...ledgerEntryWrites(executor),
  };
}
