import type { RequestRecord } from '../records';
import { boundLimit, decodeCursor, toPage } from '../cursor';
import { judgeMove } from '../rules/requestMove';
import type { RequestFilter, RequestMove, StoreReads, StoreWrites } from '../types';
import { pseudonymOf } from './delivery';
import type { MemoryTables } from './MemoryTables';

type Reads = Pick<
  StoreReads,
  | 'packet'
  | 'evaluation'
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
  'addEvaluation' | 'openRequest' | 'lockRequest' | 'addReview' | 'moveRequest' | 'expireRequests'
>;

/** Transactions run one after the other, so a row is locked by being read. */
export function requests(tables: MemoryTables): Reads & Writes {
  const isAssigned = (id: string, person: string) => tables.assignees.get(id)?.has(person) ?? false;
  const matching = (filter: RequestFilter) =>
    tables.requests.where(
      request =>
        (filter.states?.includes(request.state) ?? true) &&
        [undefined, request.target].includes(filter.target) &&
        (filter.owner === undefined || filter.owner === request.owner) &&
        [undefined, request.agent].includes(filter.agent) &&
        [undefined, request.requestedBy].includes(filter.requestedBy) &&
        (filter.assignee === undefined || isAssigned(request.id, filter.assignee)),
    );
  const ofEvaluation = (evaluationId: string) =>
    tables.requests.find(request => request.evaluationId === evaluationId);

  const move = (asked: RequestMove): RequestRecord | undefined => {
    const before = tables.requests.get(asked.requestId);
    const state = before && judgeMove(before, asked);
    if (!state) {
      return undefined;
    }
    tables.events.set(String(tables.nextId()), { ...asked, state });
    return tables.requests.set(before.id, {
      ...before,
      state,
      revision: before.revision + 1,
      ...(state !== 'pending' && {
        closedAt: asked.at,
        ...(asked.because !== undefined && { closedBecause: asked.because }),
      }),
    });
  };

  return {
    packet: async digest => tables.packets.get(digest),
    evaluation: async id => tables.evaluations.get(id),

    async addEvaluation(evaluation, packet) {
      if (!tables.packets.has(packet.digest)) {
        tables.packets.set(packet.digest, packet);
      }
      assertNew(tables.evaluations.has(evaluation.id), 'evaluation', evaluation.id);
      tables.evaluations.set(evaluation.id, evaluation);
    },

    request: async id => tables.requests.get(id),
    requestOfEvaluation: async id => ofEvaluation(id),

    async listRequests(filter, page = {}) {
      const limit = boundLimit(page.limit, 50, 200);
      const place = page.cursor === undefined ? undefined : decodeCursor(page.cursor);
      const rows = matching(filter)
        .sort((a, b) => order(b, a))
        .filter(row => !place || order(row, { createdAt: place.at, id: place.id }) < 0);
      return toPage(
        rows.slice(0, limit + 1),
        limit,
        ({ createdAt, id }) => ({ at: createdAt, id }),
        row => row,
      );
    },

    countRequests: async filter => matching(filter).length,
    assignees: async requestId => [...(tables.assignees.get(requestId) ?? [])].sort(),
    assignedAmong: async (person, ids) => new Set(ids.filter(id => isAssigned(id, person))),
    reviews: async requestId =>
      tables.reviews
        .where(review => review.requestId === requestId)
        .sort((a, b) => order({ createdAt: a.at, id: a.id }, { createdAt: b.at, id: b.id })),
    requestEvents: async requestId => tables.events.where(event => event.requestId === requestId),

    async openRequest(request, assignees) {
      const existing = ofEvaluation(request.evaluationId);
      if (existing) {
        return { request: existing, opened: false };
      }
      assertNew(tables.requests.has(request.id), 'request', request.id);
      const opened: RequestRecord = { ...request, state: 'pending', version: 1, revision: 1 };
      tables.requests.set(request.id, opened);
      tables.assignees.set(request.id, new Set(assignees));
      tables.events.set(String(tables.nextId()), {
        requestId: request.id,
        at: request.createdAt,
        event: 'open',
        state: 'pending',
        by: request.requestedBy,
      });
      return { request: opened, opened: true };
    },

    lockRequest: async id => tables.requests.get(id),

    async addReview(review) {
      const key = `${review.requestId}/${review.requestVersion}/${review.by}`;
      pseudonymOf(tables, review.by);
      if (tables.reviews.has(key)) {
        return 'already_reviewed';
      }
      tables.reviews.set(key, review);
      return 'added';
    },

    moveRequest: async asked => move(asked),

    async expireRequests(at, limit) {
      return tables.requests
        .where(request => request.state === 'pending' && request.expiresAt <= at)
        .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1))
        .slice(0, limit)
        .map(({ id }) => move({ requestId: id, event: 'pass_deadline', at })!);
    },
  };
}

/** What a primary key would say. */
export function assertNew(exists: boolean, kind: string, id: string): void {
  if (exists) {
    throw new Error(`There is already a ${kind} ${id}`);
  }
}

type Placed = Pick<RequestRecord, 'createdAt' | 'id'>;

function order(a: Placed, b: Placed): number {
  if (a.createdAt !== b.createdAt) {
    return a.createdAt < b.createdAt ? -1 : 1;
  }
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
