import { next, type RequestState } from '@countersign/approval';
import type { RequestRecord } from '../records';
import type { RequestMove } from '../types';

/**
 * Where an event takes a request, or `undefined` when it cannot happen. Once the deadline has passed
 * only its passing can, whether or not the timer has fired yet: a late vote does not count.
 */
export function judgeMove(
  request: Pick<RequestRecord, 'state' | 'expiresAt'>,
  move: Pick<RequestMove, 'event' | 'at'>,
): RequestState | undefined {
  const isOverdue = request.expiresAt <= move.at;
  return isOverdue === (move.event === 'pass_deadline')
    ? next('request', request.state, move.event)
    : undefined;
}
