import { randomUUID } from 'node:crypto';
import type { StoreWrites } from '../types';
import type { MemoryTables } from './MemoryTables';

type Writes = Pick<
  StoreWrites,
  | 'enqueue'
  | 'claimMessages'
  | 'completeMessage'
  | 'retryMessage'
  | 'claimKey'
  | 'keepResponse'
  | 'removeExpiredKeys'
  | 'pseudonymOf'
>;

/** Outbox, idempotency keys and pseudonyms. */
export function delivery(tables: MemoryTables): Writes {
  const nameOf = (call: { caller: string; key: string }) => JSON.stringify([call.caller, call.key]);
  return {
    async enqueue(messages) {
      for (const message of messages) {
        if (!tables.outbox.find(({ key }) => key === message.key)) {
          tables.outbox.set(message.id, { ...message, attempts: 0 });
        }
      }
    },

    async claimMessages({ at, claimUntil, limit }) {
      return tables.outbox
        .where(message => message.deliveredAt === undefined && message.availableAt <= at)
        .sort((a, b) => (a.availableAt + a.id < b.availableAt + b.id ? -1 : 1))
        .slice(0, limit)
        .map(message =>
          tables.outbox.set(message.id, {
            ...message,
            availableAt: claimUntil,
            attempts: message.attempts + 1,
          }),
        );
    },

    async completeMessage(id, at) {
      const message = tables.outbox.get(id);
      if (message && message.deliveredAt === undefined) {
        tables.outbox.set(id, { ...message, deliveredAt: at });
      }
    },

    async retryMessage(id, availableAt, error) {
      const message = tables.outbox.get(id);
      if (message && message.deliveredAt === undefined) {
        tables.outbox.set(id, { ...message, availableAt, lastError: error });
      }
    },

    async claimKey(call) {
      const held = tables.keys.get(nameOf(call));
      if (!held || held.expiresAt <= call.at) {
        tables.keys.set(nameOf(call), call);
        return { result: 'claimed' };
      }
      if (held.bodyDigest !== call.bodyDigest) {
        return { result: 'reused' };
      }
      return held.response ? { result: 'replay', response: held.response } : { result: 'claimed' };
    },

    async keepResponse(call, response) {
      const held = tables.keys.get(nameOf(call));
      if (held) {
        tables.keys.set(nameOf(call), { ...held, response });
      }
    },

    async removeExpiredKeys(at, limit) {
      const expired = tables.keys.where(call => call.expiresAt <= at).slice(0, limit);
      expired.forEach(call => tables.keys.delete(nameOf(call)));
      return expired.length;
    },

    pseudonymOf: async person => pseudonymOf(tables, person),
  };
}

export function pseudonymOf(tables: MemoryTables, person: string): string {
  return tables.pseudonyms.get(person) ?? tables.pseudonyms.set(person, `person:${randomUUID()}`);
}
