import { AsyncLocalStorage } from 'node:async_hooks';
import { StoreFault } from './StoreFault';

/**
 * Knows whether a chain of calls is inside a transaction, and refuses what would wait there for
 * ever: on SQLite and in memory the transaction holds the one connection that the store's own reads,
 * and a second transaction, would need.
 */
export class TransactionGuard {
  private readonly inside = new AsyncLocalStorage<{ isOpen: boolean }>();

  /** Runs the body of a transaction. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const mark = { isOpen: true };
    try {
      return await this.inside.run(mark, work);
    } finally {
      // What was started inside and goes on afterwards is outside from here.
      mark.isOpen = false;
    }
  }

  /** @throws StoreFault `nested` inside a transaction */
  assertOutside(): void {
    if (this.inside.getStore()?.isOpen) {
      throw new StoreFault(
        'nested',
        "Inside a transaction use the transaction's own methods: the store's would wait for ever for the one connection that the transaction holds",
      );
    }
  }
}
