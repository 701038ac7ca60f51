import type { ApprovalRecord, GrantRecord } from '../records';
import { judgeOutcome, judgeRedemption } from '../rules/redemption';
import type { StoreReads, StoreWrites } from '../types';
import { sealOf } from './ledger';
import type { MemoryTables } from './MemoryTables';
import { assertNew } from './requests';

type Reads = Pick<
  StoreReads,
  'approval' | 'approvalOfRequest' | 'grant' | 'grantsOfApproval' | 'redemption' | 'outcome'
>;
type Writes = Pick<
  StoreWrites,
  | 'addApproval'
  | 'revokeApproval'
  | 'expireApprovals'
  | 'addGrant'
  | 'issueGrant'
  | 'lockGrant'
  | 'redeemGrant'
  | 'revokeGrant'
  | 'recordOutcome'
  | 'expireGrants'
  | 'lapseLeases'
>;

export function grants(tables: MemoryTables): Reads & Writes {
  const setGrant = (grant: GrantRecord, change: Partial<GrantRecord>) =>
    tables.grants.set(grant.id, { ...grant, ...change });
  const setApproval = (approval: ApprovalRecord, change: Partial<ApprovalRecord>) =>
    tables.approvals.set(approval.id, { ...approval, ...change });
  const revoke = (grant: GrantRecord | undefined, at: string, because: string) =>
    grant?.state === 'pending' || grant?.state === 'issued'
      ? setGrant(grant, { state: 'revoked', revokedAt: at, revokedBecause: because })
      : undefined;
  const ofApproval = (approvalId: string) =>
    tables.grants.where(grant => grant.approvalId === approvalId);

  return {
    approval: async id => tables.approvals.get(id),
    approvalOfRequest: async requestId =>
      tables.approvals
        .where(approval => approval.requestId === requestId)
        .sort((a, b) => b.requestVersion - a.requestVersion)[0],

    async addApproval(approval) {
      const existing = tables.approvals.find(
        ({ requestId, requestVersion }) =>
          requestId === approval.requestId && requestVersion === approval.requestVersion,
      );
      return (
        existing ?? tables.approvals.set(approval.id, { ...approval, state: 'valid', uses: 0 })
      );
    },

    async revokeApproval({ approvalId, at, by, because }) {
      const approval = tables.approvals.get(approvalId);
      if (approval?.state !== 'valid') {
        return undefined;
      }
      ofApproval(approvalId).forEach(grant => revoke(grant, at, because));
      return setApproval(approval, {
        state: 'revoked',
        revokedAt: at,
        revokedBecause: because,
        ...(by !== undefined && { revokedBy: by }),
      });
    },

    async expireApprovals(at, limit) {
      return tables.approvals
        .where(approval => approval.state === 'valid' && approval.validUntil <= at)
        .slice(0, limit)
        .map(approval => setApproval(approval, { state: 'expired' }));
    },

    grant: async id => tables.grants.get(id),
    grantsOfApproval: async approvalId =>
      ofApproval(approvalId).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
    redemption: async grantId => tables.redemptions.get(grantId),
    outcome: async grantId => tables.outcomes.get(grantId),

    async addGrant(grant) {
      assertNew(tables.grants.has(grant.id), 'grant', grant.id);
      return tables.grants.set(grant.id, { ...grant, state: 'pending' });
    },

    async issueGrant({ grantId, jws, at, expiresAt }) {
      const grant = tables.grants.get(grantId);
      switch (grant?.state) {
        case undefined:
          return { result: 'refused', because: 'not_found' };
        case 'issued':
          return { result: 'already_issued', grant: grant! };
        case 'expired':
        case 'revoked':
          return { result: 'refused', because: grant!.state as 'expired' | 'revoked' };
        case 'pending':
          break;
        default:
          return { result: 'refused', because: 'spent' };
      }
      if (grant!.expiresAt <= at) {
        return { result: 'refused', because: 'expired' };
      }
      if (!sealOf(tables, grant!.entryId)) {
        return { result: 'refused', because: 'not_sealed' };
      }
      const issued = setGrant(grant!, { state: 'issued', jws, issuedAt: at, expiresAt });
      return { result: 'issued', grant: issued };
    },

    lockGrant: async id => tables.grants.get(id),

    async redeemGrant(asked) {
      const { grantId, executor, executionId, at } = asked;
      const grant = tables.grants.get(grantId);
      if (!grant) {
        return { result: 'refused', because: 'not_found' };
      }
      const known = tables.redemptions.get(grantId);
      const approval =
        grant.approvalId === undefined ? undefined : tables.approvals.get(grant.approvalId);
      const verdict = judgeRedemption(
        { grant, ...(known && { redemption: known }), ...(approval && { approval }) },
        asked,
      );
      if (verdict === 'repeat') {
        return { result: 'repeated', grant, redemption: known! };
      }
      if (verdict !== 'redeem') {
        return { result: 'refused', because: verdict, grant };
      }
      const isTaken = tables.redemptions.find(
        other => other.executor === executor && other.executionId === executionId,
      );
      if (isTaken) {
        return { result: 'refused', because: 'execution_id_taken', grant };
      }
      if (approval) {
        const uses = approval.uses + 1;
        setApproval(approval, { uses, state: uses >= approval.maxUses ? 'used' : 'valid' });
      }
      const redemption = tables.redemptions.set(grantId, {
        grantId,
        executor,
        executionId,
        redeemedAt: at,
        leaseExpiresAt: asked.leaseExpiresAt,
        ...(asked.observed && { observed: asked.observed }),
      });
      return { result: 'redeemed', grant: setGrant(grant, { state: 'redeemed' }), redemption };
    },

    revokeGrant: async ({ grantId, at, because }) =>
      revoke(tables.grants.get(grantId), at, because),

    async recordOutcome(outcome) {
      const grant = tables.grants.get(outcome.grantId);
      if (!grant) {
        return { result: 'refused', because: 'not_found' };
      }
      const redemption = tables.redemptions.get(grant.id);
      const known = tables.outcomes.get(grant.id);
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
      tables.outcomes.set(grant.id, outcome);
      return { result: 'recorded', grant: setGrant(grant, { state: 'completed' }), outcome };
    },

    async expireGrants(at, limit) {
      return tables.grants
        .where(
          ({ state, expiresAt }) => (state === 'pending' || state === 'issued') && expiresAt <= at,
        )
        .slice(0, limit)
        .map(grant => setGrant(grant, { state: 'expired' }));
    },

    async lapseLeases(at, limit) {
      const leaseOf = (id: string) => tables.redemptions.get(id)!;
      return tables.grants
        .where(({ id, state }) => state === 'redeemed' && leaseOf(id).leaseExpiresAt <= at)
        .slice(0, limit)
        .map(grant => {
          const { executionId } = leaseOf(grant.id);
          tables.outcomes.set(grant.id, { grantId: grant.id, executionId, status: 'unknown', at });
          return setGrant(grant, { state: 'outcome_unknown' });
        });
    },
  };
}
