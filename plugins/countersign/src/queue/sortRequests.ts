import type { RequestSummary } from '@countersign/client';
import { compareLevels } from '@countersign/model';
import type { QueueSort } from './useQueueFilter';

type Comparison = (a: RequestSummary, b: RequestSummary) => number;

const byDeadline: Comparison = (a, b) => a.expiresAt.localeCompare(b.expiresAt);
const byLevel: Comparison = (a, b) => compareLevels(b.level, a.level) || b.score - a.score;
const byAge: Comparison = (a, b) => b.createdAt.localeCompare(a.createdAt);

const COMPARISONS: Record<QueueSort, Comparison> = {
  deadline: (a, b) => byDeadline(a, b) || byLevel(a, b),
  level: (a, b) => byLevel(a, b) || byDeadline(a, b),
  newest: (a, b) => byAge(a, b),
};

/** A sorted copy; what can still be answered stands before what cannot. */
export function sortRequests(
  requests: readonly RequestSummary[],
  sort: QueueSort,
): RequestSummary[] {
  const pendingFirst: Comparison =
    sort === 'newest'
      ? () => 0
      : (a, b) => Number(b.state === 'pending') - Number(a.state === 'pending');
  return [...requests].sort((a, b) => pendingFirst(a, b) || COMPARISONS[sort](a, b));
}
