import type { CountersignStore, RequestRecord, StoreTransaction } from '@countersign/store';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';

/** Requests that one sweep moves at most, so that its transaction stays short. */
const BATCH = 100;

/** Every pending request whose deadline has passed becomes `expired`, with its entry. A timeout never approves. */
export async function expireRequests(tx: StoreTransaction, at: string): Promise<RequestRecord[]> {
  const expired = await tx.expireRequests(at, BATCH);
  for (const request of expired) {
    await record(tx, {
      type: 'request.expired',
      at,
      id: request.id,
      digests: { packet: request.packetDigest, action: request.actionDigest },
      refs: { evaluation: request.evaluationId },
    });
  }
  return expired;
}

/** Sees to a request's deadline before it is read: the heartbeat may be late, a reader must not notice. */
export async function expireRequest(
  store: CountersignStore,
  transact: Transact,
  requestId: string,
): Promise<void> {
  const request = await store.request(requestId);
  if (request?.state === 'pending' && request.expiresAt <= (await store.now())) {
    await transact(async tx => expireRequests(tx, await tx.now()));
  }
}
