import type { LedgerEntryType } from '@countersign/model';

/** The states of each machine. */
export interface States {
  request: 'pending' | 'approved' | 'refused' | 'expired' | 'cancelled';
  approval: 'valid' | 'used' | 'expired' | 'revoked';
  grant:
    'pending' | 'issued' | 'redeemed' | 'completed' | 'outcome_unknown' | 'expired' | 'revoked';
}

/** What can happen to each machine. */
export interface Events {
  request: 'open' | 'review' | 'reach_quorum' | 'refuse' | 'pass_deadline' | 'cancel';
  approval: 'approve' | 'use' | 'use_up' | 'pass_validity' | 'revoke';
  grant:
    | 'permit'
    | 'issue'
    | 'redeem'
    | 'redeem_again'
    | 'report'
    | 'lapse_lease'
    | 'pass_expiry'
    | 'revoke';
}

export type Machine = keyof States;
export type RequestState = States['request'];
export type RequestEvent = Events['request'];
export type ApprovalState = States['approval'];
export type ApprovalEvent = Events['approval'];
export type GrantState = States['grant'];
export type GrantEvent = Events['grant'];

/** Status of a task in AuthZEN's Access Request and Approval Profile. */
export type ArapStatus = 'pending' | 'approved' | 'denied' | 'expired' | 'cancelled' | 'failed';

/** One row of the table: in this state, on this event, when the guard holds, go there. */
export interface Transition<M extends Machine = Machine> {
  machine: M;
  /** `none` where the event brings it into being. */
  from: States[M] | 'none';
  event: Events[M];
  /** The condition that the one who fires the event has checked, in words. */
  guard: string;
  to: States[M];
  /** What the task's status endpoint says from then on; requests only. */
  arapStatus?: ArapStatus;
  /** The ledger entry that is written in the same transaction. */
  entry?: LedgerEntryType;
}

const request = (
  from: RequestState | 'none',
  event: RequestEvent,
  to: RequestState,
  arapStatus: ArapStatus,
  entry: LedgerEntryType,
  guard: string,
): Transition<'request'> => ({ machine: 'request', from, event, guard, to, arapStatus, entry });

const approval = (
  from: ApprovalState | 'none',
  event: ApprovalEvent,
  to: ApprovalState,
  guard: string,
): Transition<'approval'> => ({ machine: 'approval', from, event, guard, to });

const grant = (
  from: GrantState | 'none',
  event: GrantEvent,
  to: GrantState,
  entry: LedgerEntryType | undefined,
  guard: string,
): Transition<'grant'> => ({ machine: 'grant', from, event, guard, to, ...(entry && { entry }) });

/**
 * Every state, event and next state of a request, an approval and a grant. The stores move rows
 * by it, the documentation's diagram and the model-based tests are made from it. What is not in
 * the table cannot happen. A timeout never leads to `approved`.
 */
/* prettier-ignore */
export const TRANSITIONS: readonly Transition[] = [
  //       from               event            to                 ARAP         ledger entry         guard
  request( 'none',            'open',          'pending',         'pending',   'request.opened',    'the decision is require_approval and its denial is bound and fresh'),
  request( 'pending',         'review',        'pending',         'pending',   'request.reviewed',  'an eligible person who has not voted on this version'),
  request( 'pending',         'reach_quorum',  'approved',        'approved',  'request.approved',  'the tally of the reviews is approved'),
  request( 'pending',         'refuse',        'refused',         'denied',    'request.refused',   'an eligible person refused'),
  request( 'pending',         'pass_deadline', 'expired',         'expired',   'request.expired',   'the deadline has passed'),
  request( 'pending',         'cancel',        'cancelled',       'cancelled', 'request.cancelled', 'by the requester'),

  approval('none',            'approve',       'valid',           'the request is approved'),
  approval('valid',           'use',           'valid',           'a redemption, with uses left after it'),
  approval('valid',           'use_up',        'used',            'a redemption, the last that it permits'),
  approval('valid',           'pass_validity', 'expired',         'approved_until has passed'),
  approval('valid',           'revoke',        'revoked',         'by a reviewer or a hold'),

  grant(   'none',            'permit',        'pending',         undefined,        'the decision is allow, or its approval fits'),
  grant(   'pending',         'issue',         'issued',          'grant.issued',   'the entry of the decision is under a signed checkpoint'),
  grant(   'pending',         'pass_expiry',   'expired',         undefined,        'nobody fetched it in time'),
  grant(   'pending',         'revoke',        'revoked',         undefined,        'by a hold, or because its approval was revoked'),
  grant(   'issued',          'redeem',        'redeemed',        'grant.redeemed', 'not expired, and the action is the one that was permitted'),
  grant(   'issued',          'pass_expiry',   'expired',         undefined,        'five minutes have passed'),
  grant(   'issued',          'revoke',        'revoked',         undefined,        'by a hold, or because its approval was revoked'),
  grant(   'redeemed',        'redeem_again',  'redeemed',        undefined,        'the same execution, within its lease'),
  grant(   'redeemed',        'report',        'completed',       'grant.outcome',  'by the execution that redeemed it'),
  grant(   'redeemed',        'lapse_lease',   'outcome_unknown', 'grant.outcome',  'the lease has passed without an outcome'),
  grant(   'outcome_unknown', 'report',        'completed',       'grant.outcome',  'by the execution that redeemed it, or by a person'),
];

const BY_KEY = new Map(TRANSITIONS.map(row => [key(row.machine, row.from, row.event), row]));

/** The row for an event in a state, or `undefined` where it cannot happen. Constant time. */
export function transitionOf<M extends Machine>(
  machine: M,
  from: States[M] | 'none',
  event: Events[M],
): Transition<M> | undefined {
  return BY_KEY.get(key(machine, from, event)) as Transition<M> | undefined;
}

/** The state after an event, or `undefined` where it cannot happen. */
export function next<M extends Machine>(
  machine: M,
  from: States[M] | 'none',
  event: Events[M],
): States[M] | undefined {
  return transitionOf(machine, from, event)?.to;
}

/** Every state from which an event can happen; what a conditional update asks for. */
export function statesBefore<M extends Machine>(machine: M, event: Events[M]): States[M][] {
  return TRANSITIONS.filter(row => row.machine === machine && row.event === event)
    .map(row => row.from)
    .filter(from => from !== 'none') as States[M][];
}

/** What the status endpoint of the approval profile says of a request in this state. */
export function arapStatusOf(state: RequestState): ArapStatus {
  return TRANSITIONS.find(row => row.machine === 'request' && row.to === state)!.arapStatus!;
}

function key(machine: Machine, from: string, event: string): string {
  return `${machine}/${from}/${event}`;
}
