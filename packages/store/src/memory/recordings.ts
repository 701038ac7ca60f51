import { boundLimit, decodeCursor, toPage } from '../cursor';
import type { EvaluationRecord, RecordingRow } from '../records';
import { recordingOf } from '../rules/recording';
import type { StoreReads } from '../types';
import type { MemoryTables } from './MemoryTables';

export function recordings(tables: MemoryTables): Pick<StoreReads, 'recordings'> {
  const rowOf = (evaluation: EvaluationRecord): RecordingRow => {
    const request = tables.requests.find(({ evaluationId }) => evaluationId === evaluation.id);
    const approvals = new Set(
      tables.approvals.where(({ requestId }) => requestId === request?.id).map(({ id }) => id),
    );
    const redemption = tables.redemptions
      .where(({ grantId }) => {
        const grant = tables.grants.get(grantId)!;
        return grant.evaluationId === evaluation.id || approvals.has(grant.approvalId ?? '');
      })
      .sort((a, b) => (a.redeemedAt < b.redeemedAt ? -1 : 1))[0];
    const outcome = redemption && tables.outcomes.get(redemption.grantId);
    return recordingOf({
      evaluation,
      packetBody: tables.packets.get(evaluation.packetDigest)!.body,
      ...(request && { request }),
      reviews: tables.reviews
        .where(({ requestId }) => requestId === request?.id)
        .sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1)),
      ...(redemption && { redemption }),
      ...(outcome && { outcome }),
      pseudonymOf: person => tables.pseudonyms.get(person),
    });
  };

  return {
    async recordings({ since, cursor, limit: asked } = {}) {
      const limit = boundLimit(asked, 200, 1000);
      const place = cursor === undefined ? undefined : decodeCursor(cursor);
      const rows = tables.evaluations
        .where(({ id, at, approvalId }) => {
          const isAfter = !place || at > place.at || (at === place.at && id > place.id);
          return approvalId === undefined && isAfter && (since === undefined || at >= since);
        })
        .sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1));
      return toPage(rows.slice(0, limit + 1), limit, ({ at, id }) => ({ at, id }), rowOf);
    },
  };
}
