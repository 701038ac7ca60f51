import type { RequestQuery, RequestSummary } from '@countersign/client';
import type { CountersignApi } from '../api/countersignApiRef';
import {
  approvedDetail,
  checkpointNote,
  ledgerEntries,
  policiesInForce,
  requestDetail,
  status,
} from './fixtures';

/** A Countersign that answers from memory, with the requests that it is given. For tests only. */
export function cannedCountersign(
  requests: RequestSummary[] = [],
  change: Partial<CountersignApi> = {},
): CountersignApi {
  let reviewed = false;
  return {
    listRequests: async query => page(requests, query ?? {}),
    request: async id => (reviewed ? approvedDetail() : requestDetail({ id })),
    review: async () => {
      reviewed = true;
      return approvedDetail();
    },
    policies: async () => ({ items: policiesInForce() }),
    status: async () => status(),
    ledgerCheckpoint: async () => checkpointNote(120),
    ledgerEntries: async (range = {}) => ledgerEntries(range.start ?? 0, range.limit ?? 256, 120),
    ...change,
  };
}

function page(requests: RequestSummary[], query: RequestQuery) {
  const matching = requests.filter(
    request =>
      (!query.state || request.state === query.state) &&
      (!query.mine || request.mayReview) &&
      (!query.target || request.resource.ref === query.target),
  );
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? 25);
  return {
    items: matching.slice(start, end),
    ...(end < matching.length && { nextCursor: String(end) }),
  };
}
