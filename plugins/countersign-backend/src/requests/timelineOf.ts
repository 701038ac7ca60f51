import { transitionOf } from '@countersign/approval';
import type { RequestDetail, TimelineEvent } from '@countersign/client';
import type { RequestRecord, StoreReads } from '@countersign/store';
import { grantStatusOf } from '../grants/grantStatusOf';

/** What happened to a request, and to the approval and the newest grant that came of it; oldest first. */
export async function timelineOf(
  reads: StoreReads,
  request: RequestRecord,
): Promise<Pick<RequestDetail, 'timeline' | 'approval' | 'grant' | 'outcome'>> {
  const events = await reads.requestEvents(request.id);
  const timeline: TimelineEvent[] = events.map(event => ({
    at: event.at,
    type:
      transitionOf('request', event.event === 'open' ? 'none' : 'pending', event.event)?.entry ??
      `request.${event.event}`,
    ...(event.by && { by: event.by }),
    result: event.state,
  }));
  const approval = await reads.approvalOfRequest(request.id);
  if (!approval) {
    return { timeline };
  }
  const grants = await reads.grantsOfApproval(approval.id);
  for (const grant of grants) {
    if (grant.issuedAt) {
      timeline.push({ at: grant.issuedAt, type: 'grant.issued', by: grant.agent });
    }
    const redemption = await reads.redemption(grant.id);
    if (redemption) {
      timeline.push({ at: redemption.redeemedAt, type: 'grant.redeemed', by: grant.executor });
    }
    const outcome = await reads.outcome(grant.id);
    if (outcome) {
      timeline.push({
        at: outcome.at,
        type: 'grant.outcome',
        ...(outcome.by && { by: outcome.by }),
        result: outcome.status,
      });
    }
  }
  const newest = grants.at(-1);
  const outcome = newest && (await reads.outcome(newest.id));
  return {
    timeline: timeline.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))),
    approval: { id: approval.id, approvedUntil: approval.validUntil },
    ...(newest && { grant: { id: newest.id, status: grantStatusOf(newest.state) } }),
    ...(outcome && {
      outcome: {
        status: outcome.status,
        at: outcome.at,
        ...(outcome.detail && { detail: outcome.detail }),
      },
    }),
  };
}
