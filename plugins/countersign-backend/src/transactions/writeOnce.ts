import { digestJson, Problem, type JsonValue } from '@countersign/model';
import type { StoredResponse, StoreTransaction } from '@countersign/store';
import type { Transact } from './Transact';

/** A write that a caller may send again. */
export interface WriteCall {
  caller: string;
  /** `Idempotency-Key`. */
  key: string;
  /** What is done, with the ids in its address: one key must not serve two operations. */
  operation: string;
  body: JsonValue;
  /** For how long the answer is kept. */
  keepDays: number;
}

/**
 * Does a write at most once for each key of a caller. A repetition gets the first answer, another
 * body under the same key is refused, and work that throws leaves the key free.
 */
export async function writeOnce(
  transact: Transact,
  call: WriteCall,
  work: (tx: StoreTransaction, at: string) => Promise<StoredResponse>,
): Promise<StoredResponse> {
  return transact(async tx => {
    const at = await tx.now();
    const claim = await tx.claimKey({
      caller: call.caller,
      key: call.key,
      bodyDigest: digestJson({ operation: call.operation, body: call.body }),
      at,
      expiresAt: new Date(Date.parse(at) + call.keepDays * 86_400_000).toISOString(),
    });
    if (claim.result === 'replay') {
      return claim.response;
    }
    if (claim.result === 'reused') {
      throw new Problem(
        'idempotency_key_reused',
        'This Idempotency-Key was used for another request before. Nothing was done; take a new key for a new request.',
      );
    }
    const response = await work(tx, at);
    await tx.keepResponse(call, response);
    return response;
  });
}
