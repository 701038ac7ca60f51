import { next } from '@countersign/approval';
import type { ApprovalRecord, GrantRecord, OutcomeRecord, RedemptionRecord } from '../records';
import type { RedemptionRefusal } from '../types';

/** What a store found, with the grant's row locked. */
export interface RedemptionFacts {
  grant: GrantRecord;
  redemption?: RedemptionRecord;
  /** The approval that the grant rests on, if it rests on one. */
  approval?: ApprovalRecord;
}

/**
 * Whether a grant may be spent now, by the transition table and the clock of the store. Both stores
 * ask this, so that they cannot differ.
 */
export function judgeRedemption(
  { grant, redemption, approval }: RedemptionFacts,
  asked: { executor: string; executionId: string; at: string },
): 'redeem' | 'repeat' | RedemptionRefusal {
  if (
    redemption &&
    redemption.executor === asked.executor &&
    redemption.executionId === asked.executionId &&
    next('grant', grant.state, 'redeem_again') !== undefined &&
    redemption.leaseExpiresAt > asked.at
  ) {
    return 'repeat';
  }
  if (next('grant', grant.state, 'redeem') === undefined) {
    return refusalOf(grant);
  }
  if (grant.expiresAt <= asked.at) {
    return 'expired';
  }
  if (grant.approvalId !== undefined && !isUsable(approval, asked.at)) {
    return 'approval_not_valid';
  }
  return 'redeem';
}

/** Why a grant in a state that cannot be redeemed is refused. */
function refusalOf({ state }: GrantRecord): RedemptionRefusal {
  switch (state) {
    case 'pending':
      return 'grant_pending';
    case 'expired':
    case 'revoked':
      return state;
    default:
      return 'spent';
  }
}

function isUsable(approval: ApprovalRecord | undefined, at: string): boolean {
  return (
    approval?.state === 'valid' && approval.validUntil > at && approval.uses < approval.maxUses
  );
}

/** Whether an outcome may be kept now. */
export function judgeOutcome(
  facts: { grant: GrantRecord; redemption?: RedemptionRecord; outcome?: OutcomeRecord },
  reported: Pick<OutcomeRecord, 'executionId' | 'status'>,
): 'record' | 'repeat' | 'not_redeemed' | 'conflict' {
  const { grant, redemption, outcome } = facts;
  if (redemption?.executionId !== reported.executionId) {
    return 'not_redeemed';
  }
  if (next('grant', grant.state, 'report') !== undefined) {
    return 'record';
  }
  return outcome?.status === reported.status ? 'repeat' : 'conflict';
}
