import type { OutboxMessage } from '../records';
import type { StoreWrites } from '../types';
import { locked, type Executor } from './Executor';
import { fromRow, toRow } from './rows';

type Writes = Pick<StoreWrites, 'enqueue' | 'claimMessages' | 'completeMessage' | 'retryMessage'>;

export function outboxWrites(executor: Executor): Writes {
  const { db } = executor;
  return {
    async enqueue(messages) {
      for (const message of messages) {
        await db('outbox')
          .insert(toRow({ ...message, attempts: 0 }, ['payload']))
          .onConflict('key')
          .ignore();
      }
    },

    async claimMessages({ at, claimUntil, limit }) {
      const due = db('outbox')
        .whereNull('delivered_at')
        .where('available_at', '<=', at)
        .orderBy(['available_at', 'id'])
        .limit(limit);
      const rows: Record<string, unknown>[] = await locked(executor, due, { skipLocked: true });
      const claimed = rows.map(row => fromRow<OutboxMessage>(row, { json: ['payload'] }));
      // A claim moves the message out of everybody's sight until then, and is counted.
      await db('outbox')
        .whereIn(
          'id',
          claimed.map(({ id }) => id),
        )
        .update({ available_at: claimUntil, attempts: db.raw('attempts + 1') });
      return claimed.map(message => ({
        ...message,
        availableAt: claimUntil,
        attempts: message.attempts + 1,
      }));
    },

    async completeMessage(id, at) {
      await db('outbox').where({ id }).whereNull('delivered_at').update({ delivered_at: at });
    },

    async retryMessage(id, availableAt, error) {
      await db('outbox')
        .where({ id })
        .whereNull('delivered_at')
        .update({ available_at: availableAt, last_error: error });
    },
  };
}
