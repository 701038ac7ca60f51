import type { Knex } from 'knex';
import { boundLimit, decodeCursor, toPage } from '../cursor';
import type { RequestEventRecord, RequestRecord, ReviewRecord } from '../records';
import { judgeMove } from '../rules/requestMove';
import type { RequestFilter, RequestMove, StoreReads, StoreWrites } from '../types';
import { locked, type Executor } from './Executor';
import { fromRow, toRow } from './rows';
import { pseudonymWrites } from './pseudonyms';

type Reads = Pick<
  StoreReads,
  | 'request'
  | 'requestOfEvaluation'
  | 'listRequests'
  | 'countRequests'
  | 'assignees'
  | 'assignedAmong'
  | 'reviews'
  | 'requestEvents'
>;
type Writes = Pick<
  StoreWrites,
  'openRequest' | 'lockRequest' | 'addReview' | 'moveRequest' | 'expireRequests'
>;

export function requestReads({ db }: Executor): Reads {
  return {
    async request(id) {
      const row = await db('requests').where({ id }).first();
      return row && readRequest(row);
    },

    async requestOfEvaluation(evaluationId) {
      const row = await db('requests').where({ evaluation_id: evaluationId }).first();
      return row && readRequest(row);
    },

    async listRequests(filter, page = {}) {
      const limit = boundLimit(page.limit, 50, 200);
      const { query, created, id } = filtered(db, filter);
      if (page.cursor !== undefined) {
        const place = decodeCursor(page.cursor);
        void query.whereRaw('(??, ??) < (?, ?)', [created, id, place.at, place.id]);
      }
      const rows = await query
        .select('r.*')
        .orderBy([
          { column: created, order: 'desc' },
          { column: id, order: 'desc' },
        ])
        .limit(limit + 1);
      return toPage(rows.map(readRequest), limit, placeOf, request => request);
    },

    async countRequests(filter) {
      const row = await filtered(db, filter).query.count({ count: '*' }).first();
      return Number(row!.count);
    },

    async assignees(requestId) {
      const rows = await db('request_assignments')
        .where({ request_id: requestId })
        .orderBy('person')
        .select('person');
      return rows.map(({ person }) => person);
    },

    async assignedAmong(person, requestIds) {
      const rows = await db('request_assignments')
        .where({ person })
        .whereIn('request_id', requestIds)
        .select('request_id');
      return new Set(rows.map(row => row.request_id));
    },

    async reviews(requestId) {
      const rows = await db('reviews').where({ request_id: requestId }).orderBy(['at', 'id']);
      return rows.map(readReview);
    },

    async requestEvents(requestId) {
      const rows = await db('request_events').where({ request_id: requestId }).orderBy('id');
      return rows.map(row => fromRow<RequestEventRecord>(row, { internal: ['id'] }));
    },
  };
}

export function requestWrites(executor: Executor): Writes {
  const { db } = executor;

  const lock = async (id: string) => {
    const row = await locked(executor, db('requests').where({ id })).first();
    return row && readRequest(row);
  };

  /** Moves a request whose row is locked. */
  const move = async (before: RequestRecord, asked: RequestMove) => {
    const state = judgeMove(before, asked);
    if (!state) {
      return undefined;
    }
    const isClosed = state !== 'pending';
    const after: RequestRecord = {
      ...before,
      state,
      revision: before.revision + 1,
      ...(isClosed && {
        closedAt: asked.at,
        ...(asked.because !== undefined && { closedBecause: asked.because }),
      }),
    };
    const moved = await db('requests')
      .where({ id: before.id, state: before.state, revision: before.revision })
      .update({
        state,
        revision: after.revision,
        closed_at: after.closedAt ?? null,
        closed_because: after.closedBecause ?? null,
      });
    if (moved === 0) {
      return undefined;
    }
    if (isClosed) {
      await db('request_assignments').where({ request_id: before.id }).update({ state });
    }
    await db('request_events').insert(toRow({ ...asked, state }));
    return after;
  };

  return {
    async openRequest(request, assignees) {
      const opened: RequestRecord = { ...request, state: 'pending', version: 1, revision: 1 };
      const inserted = await db('requests')
        .insert(toRow(opened, JSON_MEMBERS))
        .onConflict('evaluation_id')
        .ignore()
        .returning('id');
      if (inserted.length === 0) {
        const existing = await requestReads(executor).requestOfEvaluation(request.evaluationId);
        return { request: existing!, opened: false };
      }
      const asked = [...new Set(assignees)].map(person => ({
        request_id: request.id,
        person,
        state: opened.state,
        created_at: request.createdAt,
      }));
      if (asked.length > 0) {
        await db.batchInsert('request_assignments', asked, 100);
      }
      await db('request_events').insert({
        request_id: request.id,
        at: request.createdAt,
        event: 'open',
        state: opened.state,
        by: request.requestedBy,
      });
      return { request: opened, opened: true };
    },

    lockRequest: lock,

    async addReview(review) {
      const inserted = await db('reviews')
        .insert(toRow(review))
        .onConflict(['request_id', 'request_version', 'by'])
        .ignore()
        .returning('id');
      // Recordings and ledger name the reviewer by a pseudonym, so there must be one.
      await pseudonymWrites(executor).pseudonymOf(review.by);
      return inserted.length === 1 ? 'added' : 'already_reviewed';
    },

    async moveRequest(asked) {
      const before = await lock(asked.requestId);
      return before && move(before, asked);
    },

    async expireRequests(at, limit) {
      const due = db('requests')
        .where({ state: 'pending' })
        .where('expires_at', '<=', at)
        .orderBy('expires_at')
        .limit(limit);
      const rows: Record<string, unknown>[] = await locked(executor, due, { skipLocked: true });
      const moved: RequestRecord[] = [];
      for (const before of rows.map(readRequest)) {
        const after = await move(before, { requestId: before.id, event: 'pass_deadline', at });
        if (after) {
          moved.push(after);
        }
      }
      return moved;
    },
  };
}

/** One person's queue is read from the assignments, whose index is in the order of the page. */
function filtered(db: Knex, filter: RequestFilter) {
  const mine = filter.assignee !== undefined;
  const created = mine ? 'a.created_at' : 'r.created_at';
  const id = mine ? 'a.request_id' : 'r.id';
  const query = mine
    ? db('request_assignments as a')
        .join('requests as r', 'r.id', 'a.request_id')
        .where('a.person', filter.assignee!)
    : db('requests as r');
  if (filter.states) {
    void query.whereIn(mine ? 'a.state' : 'r.state', filter.states);
  }
  const columns = { target: 'target', owner: 'owner', agent: 'agent', requestedBy: 'requested_by' };
  for (const [member, column] of Object.entries(columns)) {
    const value = filter[member as keyof typeof columns];
    if (value !== undefined) {
      void query.where(`r.${column}`, value);
    }
  }
  return { query, created, id };
}

const JSON_MEMBERS = ['requirement', 'resolved'];
const placeOf = ({ createdAt, id }: RequestRecord) => ({ at: createdAt, id });

export function readRequest(row: Record<string, unknown>): RequestRecord {
  return fromRow<RequestRecord>(row, { json: JSON_MEMBERS });
}

export function readReview(row: Record<string, unknown>): ReviewRecord {
  return fromRow<ReviewRecord>(row);
}
