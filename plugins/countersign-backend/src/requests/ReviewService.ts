import { randomUUID } from 'node:crypto';
import { SEPARATION_SENTENCES, tally, transitionOf } from '@countersign/approval';
import type { ReviewRequest } from '@countersign/client';
import { Problem, type JsonValue } from '@countersign/model';
import type { CountersignStore, RequestRecord, StoreTransaction } from '@countersign/store';
import type { PersonCaller } from '../callers/Caller';
import { readPacket } from '../decisions/readPacket';
import { minutesAfter } from '../transactions/minutesAfter';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';
import { writeOnce } from '../transactions/writeOnce';
import type { Eligibility } from './Eligibility';
import { expireRequest } from './expireRequest';

/**
 * Takes people's votes. The request is locked before anything is counted: two approvers who count at
 * the same instant would each miss the other. Who is eligible is asked of the catalog as it is now.
 */
export class ReviewService {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      transact: Transact;
      eligibility: Eligibility;
      validMinutes: number;
    },
  ) {}

  /**
   * @throws Problem `not_found`, `not_pending`, `separation_of_duties`, `not_permitted`,
   * `already_reviewed`, `reason_required`, and for the key
   */
  async review(
    caller: PersonCaller,
    requestId: string,
    review: ReviewRequest,
    idempotencyKey: string,
  ): Promise<void> {
    // A deadline that has passed is kept even though the vote is refused, so it is a transaction of its own.
    await expireRequest(this.deps.store, this.deps.transact, requestId);
    await writeOnce(
      this.deps.transact,
      {
        caller: caller.ref,
        key: idempotencyKey,
        operation: `review ${requestId}`,
        body: review as JsonValue,
        keepDays: 1,
      },
      async (tx, at) => {
        await this.vote(tx, at, caller, requestId, review);
        return { status: 200, body: null };
      },
    );
  }

  private async vote(
    tx: StoreTransaction,
    at: string,
    caller: PersonCaller,
    requestId: string,
    { vote, reason }: ReviewRequest,
  ): Promise<void> {
    const request = await tx.lockRequest(requestId);
    if (!request) {
      throw new Problem('not_found', 'There is no request with this id.');
    }
    if (request.state !== 'pending') {
      throw new Problem(
        'not_pending',
        `This request is ${request.state} already, so your vote was not counted. Nothing is left to do.`,
      );
    }
    const packet = await readPacket(tx, request.packetDigest);
    const person = await this.deps.eligibility.personOf(caller.ref);
    const { resolved, excluded } = await this.deps.eligibility.of(tx, packet, request.requirement);
    const separation = excluded.get(person);
    if (separation) {
      throw new Problem('separation_of_duties', SEPARATION_SENTENCES[separation]);
    }
    if (!resolved.eligible.includes(person)) {
      throw new Problem(
        'not_permitted',
        'The requirement of this request does not ask for you, so your vote was not counted. It lists who may answer.',
      );
    }
    if (reason === undefined && (vote === 'refuse' || request.requirement.reasonRequired)) {
      throw new Problem(
        'reason_required',
        vote === 'refuse'
          ? 'A refusal carries a reason: the agent and its owners need to know what to change.'
          : 'The policy asks for a reason with an approval of this action.',
      );
    }
    const added = await tx.addReview({
      id: `rv_${randomUUID()}`,
      requestId,
      requestVersion: request.version,
      by: person,
      vote,
      reason,
      at,
    });
    if (added === 'already_reviewed') {
      throw new Problem('already_reviewed', 'You have voted on this request already.');
    }
    const by = await tx.pseudonymOf(person);
    await this.move(tx, request, { event: 'review', at, by: person, pseudonym: by, vote });
    const votes = (await tx.reviews(requestId)).filter(
      given => given.requestVersion === request.version,
    );
    const { state } = tally(resolved, votes);
    if (state === 'approved') {
      await this.approve(tx, request, at, person, by);
    } else if (state === 'refused') {
      await this.move(tx, request, {
        event: 'refuse',
        at,
        by: person,
        pseudonym: by,
        because: reason,
      });
    }
  }

  private async approve(
    tx: StoreTransaction,
    request: RequestRecord,
    at: string,
    person: string,
    pseudonym: string,
  ): Promise<void> {
    const approval = await tx.addApproval({
      id: `ap_${randomUUID()}`,
      requestId: request.id,
      requestVersion: request.version,
      packetDigest: request.packetDigest,
      actionDigest: request.actionDigest,
      agent: request.agent,
      executor: request.executor,
      approvedAt: at,
      validUntil: minutesAfter(at, this.deps.validMinutes),
      maxUses: 1,
    });
    await this.move(tx, request, {
      event: 'reach_quorum',
      at,
      by: person,
      pseudonym,
      approval: approval.id,
    });
  }

  private async move(
    tx: StoreTransaction,
    request: RequestRecord,
    move: {
      event: 'review' | 'reach_quorum' | 'refuse';
      at: string;
      by: string;
      pseudonym: string;
      vote?: 'approve' | 'refuse';
      because?: string;
      approval?: string;
    },
  ): Promise<void> {
    const { event, at, by, pseudonym, vote, because, approval } = move;
    await tx.moveRequest({ requestId: request.id, event, at, by, because });
    await record(tx, {
      type: transitionOf('request', 'pending', event)!.entry!,
      at,
      id: request.id,
      by: pseudonym,
      digests: { packet: request.packetDigest, action: request.actionDigest },
      refs: { evaluation: request.evaluationId, ...(approval && { approval }) },
      ...(vote && { result: vote }),
    });
  }
}
