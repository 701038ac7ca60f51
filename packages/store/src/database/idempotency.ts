import type { StoredResponse, StoreWrites } from '../types';
import { locked, type Executor } from './Executor';

type Writes = Pick<StoreWrites, 'claimKey' | 'keepResponse' | 'removeExpiredKeys'>;

export function idempotencyWrites(executor: Executor): Writes {
  const { db } = executor;
  return {
    async claimKey({ caller, key, bodyDigest, at, expiresAt }) {
      const claim = { body_digest: bodyDigest, response: null, expires_at: expiresAt };
      // On PostgreSQL this waits for a transaction that has the same key in hand.
      const inserted = await db('idempotency_keys')
        .insert({ caller, key, ...claim })
        .onConflict(['caller', 'key'])
        .ignore()
        .returning('key');
      if (inserted.length === 1) {
        return { result: 'claimed' };
      }
      const held = await locked(executor, db('idempotency_keys').where({ caller, key })).first();
      if (!held || held.expires_at <= at) {
        await db('idempotency_keys')
          .insert({ caller, key, ...claim })
          .onConflict(['caller', 'key'])
          .merge();
        return { result: 'claimed' };
      }
      if (held.body_digest !== bodyDigest) {
        return { result: 'reused' };
      }
      return held.response === null
        ? { result: 'claimed' }
        : { result: 'replay', response: JSON.parse(held.response) as StoredResponse };
    },

    async keepResponse({ caller, key }, response) {
      await db('idempotency_keys')
        .where({ caller, key })
        .update({ response: JSON.stringify(response) });
    },

    async removeExpiredKeys(at, limit) {
      const due = db('idempotency_keys')
        .where('expires_at', '<=', at)
        .orderBy('expires_at')
        .limit(limit)
        .select('caller', 'key');
      const rows: { caller: string; key: string }[] = await locked(executor, due, {
        skipLocked: true,
      });
      for (const { caller, key } of rows) {
        await db('idempotency_keys').where({ caller, key }).delete();
      }
      return rows.length;
    },
  };
}
