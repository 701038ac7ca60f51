import { TransactionGuard } from '../TransactionGuard';
import type { CountersignStore, LedgerWrites, StoreReads, StoreTransaction } from '../types';
import { delivery } from './delivery';
import { grants } from './grants';
import { ledger, ledgerWrites } from './ledger';
import { MemoryTables } from './MemoryTables';
import { policies } from './policies';
import { recordings } from './recordings';
import { requests } from './requests';
import { standing } from './standing';

/**
 * Keeps everything in memory, for tests and exercises: the same answers as the database, one
 * transaction at a time, and lists that cost a walk over everything.
 *
 * @param clock the store's time; the machine's when absent
 */
export function createMemoryStore(
  clock: () => Promise<string> = async () => new Date().toISOString(),
): CountersignStore {
  const tables = new MemoryTables(clock);
  const guard = new TransactionGuard();
  let last: Promise<unknown> = Promise.resolve();

  /** Everything runs in turn: a read that came between the writes of a transaction would see half of it. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    guard.assertOutside();
    const turn = last.then(async () => {
      try {
        const result = await guard.run(work);
        tables.commit();
        return result;
      } catch (error) {
        tables.rollBack();
        throw error;
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };

  const methods = {
    now: clock,
    ...policies(tables),
    ...requests(tables),
    ...grants(tables),
    ...standing(tables),
    ...delivery(tables),
    ...recordings(tables),
    ...ledger(tables),
  } satisfies StoreTransaction;
  const transaction = copying(methods, work => work());
  const outside = copying<StoreReads & LedgerWrites>(
    { ...methods, ...ledgerWrites(tables) },
    inTurn,
  );
  return {
    ...outside,
    // An `async` that throws before its turn must still be a rejected promise.
    transaction: async work => inTurn(() => work(transaction)),
  };
}

/** Copies what goes in and comes out, so that nobody holds a record of the store's own. */
function copying<T extends object>(
  methods: T,
  run: (work: () => Promise<unknown>) => Promise<unknown>,
): T {
  const wrap =
    (method: (...args: unknown[]) => Promise<unknown>) =>
    async (...args: unknown[]) => {
      const given = structuredClone(args);
      return run(async () => structuredClone(await method(...given)));
    };
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => [name, wrap(method)]),
  ) as T;
}
