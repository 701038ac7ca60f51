import type { Knex } from 'knex';
import { boundLimit, decodeCursor, toPage } from '../cursor';
import type { EvaluationRecord } from '../records';
import { recordingOf } from '../rules/recording';
import type { StoreReads } from '../types';
import { readEvaluation } from './evaluations';
import type { Executor } from './Executor';
import { readOutcome, readRedemption } from './grants';
import { readRequest, readReview } from './requests';

/** One page costs eight queries, whatever its length. */
export function recordingReads({ db }: Executor): Pick<StoreReads, 'recordings'> {
  return {
    async recordings({ since, cursor, limit: asked } = {}) {
      const limit = boundLimit(asked, 200, 1000);
      const query = db('evaluations')
        .whereNull('approval_id')
        .orderBy(['at', 'id'])
        .limit(limit + 1);
      if (since !== undefined) {
        void query.where('at', '>=', since);
      }
      if (cursor !== undefined) {
        const { at, id } = decodeCursor(cursor);
        void query.whereRaw('(at, id) > (?, ?)', [at, id]);
      }
      const evaluations = (await query).map(readEvaluation);
      const rows = await withPaths(db, evaluations.slice(0, limit));
      return toPage(
        evaluations,
        limit,
        ({ at, id }) => ({ at, id }),
        ({ id }) => rows.get(id)!,
      );
    },
  };
}

async function withPaths(db: Knex, evaluations: readonly EvaluationRecord[]) {
  const ids = evaluations.map(({ id }) => id);
  const packets = await byColumn(
    db('packets').whereIn(
      'digest',
      evaluations.map(({ packetDigest }) => packetDigest),
    ),
    'digest',
  );
  const requests = (await db('requests').whereIn('evaluation_id', ids)).map(readRequest);
  const requestIds = requests.map(({ id }) => id);
  const reviews = (await db('reviews').whereIn('request_id', requestIds).orderBy(['at', 'id'])).map(
    readReview,
  );
  const pseudonyms = await byColumn(
    db('pseudonyms').whereIn('person', [...new Set(reviews.map(({ by }) => by))]),
    'person',
  );
  const approvals: { id: string; request_id: string }[] = await db('approvals')
    .whereIn('request_id', requestIds)
    .select('id', 'request_id');
  const redemptions: Record<string, string>[] = await db('redemptions as r')
    .join('grants as g', 'g.id', 'r.grant_id')
    .where(mine =>
      mine.whereIn('g.evaluation_id', ids).orWhereIn(
        'g.approval_id',
        approvals.map(({ id }) => id),
      ),
    )
    .orderBy('r.redeemed_at')
    .select('r.*', 'g.evaluation_id', 'g.approval_id');
  const outcomes = await byColumn(
    db('outcomes').whereIn(
      'grant_id',
      redemptions.map(row => row.grant_id),
    ),
    'grant_id',
  );

  return new Map(
    evaluations.map(evaluation => {
      const request = requests.find(({ evaluationId }) => evaluationId === evaluation.id);
      const approvalIds = new Set(
        approvals.filter(row => row.request_id === request?.id).map(({ id }) => id),
      );
      const redeemed = redemptions.find(
        row => row.evaluation_id === evaluation.id || approvalIds.has(row.approval_id!),
      );
      const outcome = redeemed && outcomes.get(redeemed.grant_id!);
      const row = recordingOf({
        evaluation,
        packetBody: packets.get(evaluation.packetDigest)!.body as string,
        ...(request && { request }),
        reviews: reviews.filter(({ requestId }) => requestId === request?.id),
        ...(redeemed && { redemption: readRedemption(redeemed) }),
        ...(outcome && { outcome: readOutcome(outcome) }),
        pseudonymOf: person => pseudonyms.get(person)?.pseudonym as string | undefined,
      });
      return [evaluation.id, row];
    }),
  );
}

async function byColumn(query: Knex.QueryBuilder, column: string) {
  const rows: Record<string, unknown>[] = await query;
  return new Map(rows.map(row => [row[column] as string, row]));
}
