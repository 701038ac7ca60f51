import { digestJson } from '@countersign/model';
import { expireRequests } from '../requests/expireRequest';
import { record } from './record';
import type { Transact } from './Transact';

/** Rows of each kind that one sweep moves at most. */
const BATCH = 100;

/**
 * Moves whatever time has moved: requests past their deadline, approvals and grants past their
 * validity, leases past their end, and old idempotency keys. Harmless late, twice, or by several
 * replicas at once; readers see to single deadlines themselves.
 */
export async function sweep(transact: Transact): Promise<void> {
  await transact(async tx => {
    const at = await tx.now();
    await expireRequests(tx, at);
    await tx.expireApprovals(at, BATCH);
    await tx.expireGrants(at, BATCH);
    for (const grant of await tx.lapseLeases(at, BATCH)) {
      await record(tx, {
        type: 'grant.outcome',
        at,
        id: grant.id,
        digests: {
          action: grant.actionDigest,
          outcome: digestJson({ status: 'unknown', at }),
        },
        refs: { evaluation: grant.evaluationId },
        result: 'unknown',
      });
    }
    await tx.removeExpiredKeys(at, BATCH);
  });
}
