import type { ApprovalRecord } from '../records';
import type { StoreReads, StoreWrites } from '../types';
import { locked, type Executor } from './Executor';
import { fromRow, toRow } from './rows';

type Reads = Pick<StoreReads, 'approval' | 'approvalOfRequest'>;
type Writes = Pick<StoreWrites, 'addApproval' | 'revokeApproval' | 'expireApprovals'>;

export function approvalReads({ db }: Executor): Reads {
  return {
    async approval(id) {
      const row = await db('approvals').where({ id }).first();
      return row && readApproval(row);
    },

    async approvalOfRequest(requestId) {
      const row = await db('approvals')
        .where({ request_id: requestId })
        .orderBy('request_version', 'desc')
        .first();
      return row && readApproval(row);
    },
  };
}

export function approvalWrites(executor: Executor): Writes {
  const { db } = executor;
  return {
    async addApproval(approval) {
      const { requestId, requestVersion } = approval;
      const added: ApprovalRecord = { ...approval, state: 'valid', uses: 0 };
      await db('approvals')
        .insert(toRow(added))
        .onConflict(['request_id', 'request_version'])
        .ignore();
      const row = await db('approvals')
        .where({ request_id: requestId, request_version: requestVersion })
        .first();
      return readApproval(row);
    },

    async revokeApproval({ approvalId, at, by, because }) {
      // Grants before the approval, as a redemption takes them: the other order could deadlock.
      const open = db('grants')
        .where({ approval_id: approvalId })
        .whereIn('state', ['pending', 'issued'])
        .orderBy('id');
      const grants: { id: string }[] = await locked(executor, open);
      const revoked = await db('approvals')
        .where({ id: approvalId, state: 'valid' })
        .update({
          state: 'revoked',
          revoked_at: at,
          revoked_by: by ?? null,
          revoked_because: because,
        });
      if (revoked === 0) {
        return undefined;
      }
      await db('grants')
        .whereIn(
          'id',
          grants.map(({ id }) => id),
        )
        .whereIn('state', ['pending', 'issued'])
        .update({ state: 'revoked', revoked_at: at, revoked_because: because, due_at: null });
      return approvalReads(executor).approval(approvalId);
    },

    async expireApprovals(at, limit) {
      const due = db('approvals')
        .where({ state: 'valid' })
        .where('valid_until', '<=', at)
        .orderBy('valid_until')
        .limit(limit);
      const rows: Record<string, unknown>[] = await locked(executor, due, { skipLocked: true });
      const expired = rows.map(readApproval);
      await db('approvals')
        .whereIn(
          'id',
          expired.map(({ id }) => id),
        )
        .where({ state: 'valid' })
        .update({ state: 'expired' });
      return expired.map(approval => ({ ...approval, state: 'expired' }));
    },
  };
}

export function readApproval(row: Record<string, unknown>): ApprovalRecord {
  return fromRow<ApprovalRecord>(row);
}
