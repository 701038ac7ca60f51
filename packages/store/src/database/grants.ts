import { judgeOutcome, judgeRedemption } from '../rules/redemption';
import type { GrantRecord, OutcomeRecord, RedemptionRecord } from '../records';
import type { StoreReads, StoreWrites } from '../types';
import { approvalReads } from './approvals';
import { locked, type Executor } from './Executor';
import { ledgerReads } from './ledger';
import { fromRow, toRow } from './rows';

type Reads = Pick<StoreReads, 'grant' | 'grantsOfApproval' | 'redemption' | 'outcome'>;
type Writes = Pick<
  StoreWrites,
  | 'addGrant'
  | 'issueGrant'
  | 'lockGrant'
  | 'redeemGrant'
  | 'revokeGrant'
  | 'recordOutcome'
  | 'expireGrants'
  | 'lapseLeases'
>;

export function grantReads({ db }: Executor): Reads {
  return {
    async grant(id) {
      const row = await db('grants').where({ id }).first();
      return row && readGrant(row);
    },

    async grantsOfApproval(approvalId) {
      const rows = await db('grants')
        .where({ approval_id: approvalId })
        .orderBy(['created_at', 'id']);
      return rows.map(readGrant);
    },

    async redemption(grantId) {
      const row = await db('redemptions').where({ grant_id: grantId }).first();
      return row && readRedemption(row);
    },

    async outcome(grantId) {
      const row = await db('outcomes').where({ grant_id: grantId }).first();
      return row && readOutcome(row);
    },
  };
}

export function grantWrites(executor: Executor): Writes {
  const { db } = executor;
  const reads = grantReads(executor);

  const lock = async (id: string) => {
    const row = await locked(executor, db('grants').where({ id })).first();
    return row && readGrant(row);
  };

  /** The row is locked, so a state that is not the expected one is a mistake of ours. */
  const update = async (grant: GrantRecord, change: Record<string, unknown>) => {
    const changed = await db('grants').where({ id: grant.id, state: grant.state }).update(change);
    if (changed !== 1) {
      throw new Error(`Grant ${grant.id} changed while its row was locked`);
    }
    return (await reads.grant(grant.id))!;
  };

  const lockDue = async (states: readonly string[], at: string, limit: number) => {
    const due = db('grants')
      .whereIn('state', states)
      .where('due_at', '<=', at)
      .orderBy('due_at')
      .limit(limit);
    const rows: Record<string, unknown>[] = await locked(executor, due, { skipLocked: true });
    return rows.map(readGrant);
  };

  /** Spends one use of an approval, if one is left; the last one makes it `used`. */
  const spendApproval = async (id: string, at: string) =>
    db('approvals')
      .where({ id, state: 'valid' })
      .where('valid_until', '>', at)
      .whereRaw('uses < max_uses')
      .update({
        uses: db.raw('uses + 1'),
        state: db.raw(`case when uses + 1 >= max_uses then 'used' else 'valid' end`),
      });

  return {
    async addGrant(grant) {
      const added: GrantRecord = { ...grant, state: 'pending' };
      await db('grants').insert({ ...toRow(added), due_at: grant.expiresAt });
      return added;
    },

    async issueGrant({ grantId, jws, at, expiresAt }) {
      const grant = await lock(grantId);
      if (!grant) {
        return { result: 'refused', because: 'not_found' };
      }
      if (grant.state === 'issued') {
        return { result: 'already_issued', grant };
      }
      if (grant.state !== 'pending') {
        const because =
          grant.state === 'expired' || grant.state === 'revoked' ? grant.state : 'spent';
        return { result: 'refused', because };
      }
      if (grant.expiresAt <= at) {
        return { result: 'refused', because: 'expired' };
      }
      if (!(await ledgerReads(executor).sealOf(grant.entryId))) {
        return { result: 'refused', because: 'not_sealed' };
      }
      const issued = await update(grant, {
        state: 'issued',
        jws,
        issued_at: at,
        expires_at: expiresAt,
        due_at: expiresAt,
      });
      return { result: 'issued', grant: issued };
    },

    lockGrant: lock,

    async redeemGrant({ grantId, executor: by, executionId, at, leaseExpiresAt, observed }) {
      const grant = await lock(grantId);
      if (!grant) {
        return { result: 'refused', because: 'not_found' };
      }
      const known = await reads.redemption(grantId);
      const { approvalId } = grant;
      const approval = approvalId && (await approvalReads(executor).approval(approvalId));
      const verdict = judgeRedemption(
        { grant, ...(known && { redemption: known }), ...(approval && { approval }) },
        { executor: by, executionId, at },
      );
      if (verdict === 'repeat') {
        return { result: 'repeated', grant, redemption: known! };
      }
      if (verdict !== 'redeem') {
        return { result: 'refused', because: verdict, grant };
      }

      const redemption: RedemptionRecord = {
        grantId,
        executor: by,
        executionId,
        redeemedAt: at,
        leaseExpiresAt,
        ...(observed && { observed }),
      };
      const kept = await db('redemptions')
        .insert(toRow(redemption, ['observed']))
        .onConflict(['executor', 'execution_id'])
        .ignore()
        .returning('grant_id');
      if (kept.length === 0) {
        return { result: 'refused', because: 'execution_id_taken', grant };
      }
      if (approvalId !== undefined && (await spendApproval(approvalId, at)) === 0) {
        // Another grant of the same approval was redeemed since it was read.
        await db('redemptions').where({ grant_id: grantId }).delete();
        return { result: 'refused', because: 'approval_not_valid', grant };
      }
      const redeemed = await update(grant, { state: 'redeemed', due_at: leaseExpiresAt });
      return { result: 'redeemed', grant: redeemed, redemption };
    },

    async revokeGrant({ grantId, at, because }) {
      const grant = await lock(grantId);
      return grant?.state === 'pending' || grant?.state === 'issued'
        ? update(grant, {
            state: 'revoked',
            revoked_at: at,
            revoked_because: because,
            due_at: null,
          })
        : undefined;
    },

    async recordOutcome(outcome) {
      const grant = await lock(outcome.grantId);
      if (!grant) {
        return { result: 'refused', because: 'not_found' };
      }
      const redemption = await reads.redemption(outcome.grantId);
      const known = await reads.outcome(outcome.grantId);
      const verdict = judgeOutcome(
        { grant, ...(redemption && { redemption }), ...(known && { outcome: known }) },
        outcome,
      );
      if (verdict === 'repeat') {
        return { result: 'repeated', grant, outcome: known! };
      }
      if (verdict !== 'record') {
        return { result: 'refused', because: verdict, grant };
      }
      // Replaces the `unknown` of a lapsed lease.
      await db('outcomes').where({ grant_id: outcome.grantId }).delete();
      await db('outcomes').insert(toRow(outcome));
      const completed = await update(grant, { state: 'completed', due_at: null });
      return { result: 'recorded', grant: completed, outcome };
    },

    async expireGrants(at, limit) {
      const due = await lockDue(['pending', 'issued'], at, limit);
      return Promise.all(due.map(grant => update(grant, { state: 'expired', due_at: null })));
    },

    async lapseLeases(at, limit) {
      const lapsed: GrantRecord[] = [];
      for (const grant of await lockDue(['redeemed'], at, limit)) {
        const { executionId } = (await reads.redemption(grant.id))!;
        const outcome: OutcomeRecord = { grantId: grant.id, executionId, status: 'unknown', at };
        await db('outcomes').insert(toRow(outcome));
        lapsed.push(await update(grant, { state: 'outcome_unknown', due_at: null }));
      }
      return lapsed;
    },
  };
}

function readGrant(row: Record<string, unknown>): GrantRecord {
  return fromRow<GrantRecord>(row, { internal: ['dueAt'] });
}

export function readRedemption(row: Record<string, unknown>): RedemptionRecord {
  return fromRow<RedemptionRecord>(row, { json: ['observed'] });
}

export function readOutcome(row: Record<string, unknown>): OutcomeRecord {
  return fromRow<OutcomeRecord>(row);
}
