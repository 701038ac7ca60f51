import { tally } from '@countersign/approval';
import {
  countersignRequestReadPermission,
  countersignRequestReviewPermission,
} from '@countersign/backstage-plugin-countersign-common';
import type { RequestDetail, RequestList, RequestSummary } from '@countersign/client';
import { resolveActionType } from '@countersign/impact';
import { Problem } from '@countersign/model';
import { explain } from '@countersign/policy';
import type { CountersignStore, RequestFilter, RequestRecord } from '@countersign/store';
import { callerName, type Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import type { Registry } from '../callers/Registry';
import type { CatalogSnapshots } from '../catalog/CatalogSnapshots';
import { readPacket } from '../decisions/readPacket';
import type { Transact } from '../transactions/Transact';
import type { Eligibility } from './Eligibility';
import { expireRequest } from './expireRequest';
import { readPolicyText } from './readPolicyText';
import { progressOf } from './progressOf';
import { redactForStrangers } from './redactForStrangers';
import { timelineOf } from './timelineOf';
import type { Visibility } from './Visibility';

/** What a list may be narrowed by, as the caller asks. */
export interface ListQuery extends Pick<RequestFilter, 'states' | 'target'> {
  mine: boolean;
  cursor?: string;
  limit: number;
}

/** Requests as people see them. */
export class RequestReader {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      transact: Transact;
      callers: CallerAuth;
      registry: Registry;
      catalog: CatalogSnapshots;
      eligibility: Eligibility;
      visibility: Visibility;
    },
  ) {}

  /**
   * Newest first. Summaries carry no parameters, so whoever may read requests sees all of them. An
   * agent needs no permission to see what it asked itself.
   * Costs a packet and a tally for each line; the page is bounded.
   */
  async list(caller: Caller, query: ListQuery): Promise<RequestList> {
    const { store, callers, eligibility } = this.deps;
    const onlyOwn =
      caller.kind === 'program' && !(await callers.may(caller, countersignRequestReadPermission));
    if (!onlyOwn) {
      await callers.require(caller, countersignRequestReadPermission);
    }
    const person = caller.kind === 'person' ? await eligibility.personOf(caller.ref) : undefined;
    if (query.mine && person === undefined) {
      // A program is never asked to review anything.
      return { items: [] };
    }
    const page = await store.listRequests(
      {
        states: query.states,
        target: query.target,
        ...(query.mine && { assignee: person }),
        ...(onlyOwn && { requestedBy: callerName(caller) }),
      },
      { cursor: query.cursor, limit: query.limit },
    );
    const assigned = person
      ? await store.assignedAmong(
          person,
          page.items.map(request => request.id),
        )
      : new Set<string>();
    const items = await Promise.all(
      page.items.map(request => this.summary(request, assigned.has(request.id), person)),
    );
    return { items, ...(page.nextCursor && { nextCursor: page.nextCursor }) };
  }

  /** @throws Problem `not_found`, `not_permitted` */
  async detail(caller: Caller, id: string): Promise<RequestDetail> {
    const { store, transact, callers, registry, eligibility, visibility, catalog } = this.deps;
    await expireRequest(store, transact, id);
    const request = await store.request(id);
    const own = request !== undefined && callers.isAgent(caller, request.agent);
    if (!own) {
      await callers.require(caller, countersignRequestReadPermission);
    }
    if (!request) {
      throw new Problem('not_found', 'There is no request with this id.');
    }
    const packet = await readPacket(store, request.packetDigest);
    const people = await eligibility.of(store, packet, request.requirement);
    const reviews = await store.reviews(id);
    const view = await visibility.of(
      caller,
      request,
      packet,
      people,
      reviews,
      await callers.may(caller, countersignRequestReviewPermission),
    );
    const agent = registry.agent(request.agent);
    const actionType = resolveActionType(request.action);
    const { directory } = catalog.current();
    const person = (ref: string) => ({ ref, title: directory.titleOf(ref) });
    const { resolved } = people;
    const counted = tally(
      resolved,
      reviews.filter(review => review.requestVersion === request.version),
    );
    const story = await timelineOf(store, request);
    const { summary, steps } = explain(packet.decision, packet);
    const full: RequestDetail = {
      id,
      state: request.state,
      version: request.version,
      createdAt: request.createdAt,
      expiresAt: request.expiresAt,
      ...(request.closedAt && { decidedAt: request.closedAt }),
      evaluationId: request.evaluationId,
      proposal: packet.proposal,
      redacted: false,
      agent: {
        id: request.agent,
        ...(agent?.title && { title: agent.title }),
        ...(agent && { owner: agent.owner }),
      },
      ...(actionType && {
        actionType: {
          name: actionType.name,
          title: actionType.title,
          description: actionType.description,
        },
      }),
      resource: packet.resource,
      factors: packet.factors,
      decision: packet.decision,
      enforcement: packet.enforcement,
      packetDigest: request.packetDigest,
      actionDigest: request.actionDigest,
      explanation: { summary, steps: [...steps] },
      policyText: await readPolicyText(store, packet),
      requirement: request.requirement,
      progress: progressOf(resolved.approvers, counted, person),
      fulfillable: resolved.fulfillable,
      ...(!resolved.fulfillable && { notFulfillableBecause: resolved.because }),
      reviews: reviews.map(review => ({
        by: person(review.by),
        vote: review.vote,
        ...(review.reason && { reason: review.reason }),
        at: review.at,
      })),
      ...story,
      mayReview: view.mayReview,
      ...(view.mayNotReviewBecause && { mayNotReviewBecause: view.mayNotReviewBecause }),
      etag: `"${request.id}.${request.revision}"`,
    };
    return view.full ? full : redactForStrangers(full);
  }

  private async summary(
    request: RequestRecord,
    assigned: boolean,
    person: string | undefined,
  ): Promise<RequestSummary> {
    const { store } = this.deps;
    const { resource, factors, decision } = await readPacket(store, request.packetDigest);
    const reviews = (await store.reviews(request.id)).filter(
      review => review.requestVersion === request.version,
    );
    const actionType = resolveActionType(request.action);
    const { ref, known, title, owner, tier, system } = resource;
    const { size, tier0, tier1 } = factors.blastRadius;
    return {
      id: request.id,
      state: request.state,
      version: request.version,
      createdAt: request.createdAt,
      expiresAt: request.expiresAt,
      ...(request.closedAt && { decidedAt: request.closedAt }),
      subject: { type: 'agent', id: request.agent },
      action: { name: request.action, ...(actionType && { title: actionType.title }) },
      resource: { ref, known, title, owner, tier, system },
      level: request.level,
      score: request.score,
      ...(factors.reversibility && { reversibility: factors.reversibility }),
      blastRadius: { size, tier0, tier1 },
      reason: decision.reasons[0] ?? '',
      approvals: reviews.filter(review => review.vote === 'approve').length,
      mayReview:
        assigned && request.state === 'pending' && !reviews.some(review => review.by === person),
    };
  }
}
