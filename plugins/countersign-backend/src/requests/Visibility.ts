import { SEPARATION_SENTENCES } from '@countersign/approval';
import type { Packet } from '@countersign/model';
import type { RequestRecord, ReviewRecord } from '@countersign/store';
import type { Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import type { Eligibility, EligiblePeople } from './Eligibility';

/** What one caller may do with one request. */
export interface View {
  /** Whether parameters, prose and reasons are shown. */
  full: boolean;
  mayReview: boolean;
  mayNotReviewBecause?: string;
}

/**
 * Who sees what: the eligible reviewers, the owners of the target and the requester see everything;
 * everyone else who may read requests sees that there is one, and neither parameters nor prose.
 */
export class Visibility {
  constructor(private readonly deps: { callers: CallerAuth; eligibility: Eligibility }) {}

  async of(
    caller: Caller,
    request: RequestRecord,
    packet: Packet,
    people: EligiblePeople,
    reviews: readonly ReviewRecord[],
    mayReviewAtAll: boolean,
  ): Promise<View> {
    const { callers, eligibility } = this.deps;
    if (caller.kind === 'program') {
      return {
        full: callers.isAgent(caller, request.agent),
        mayReview: false,
        mayNotReviewBecause: 'Only people decide on requests.',
      };
    }
    const person = await eligibility.personOf(caller.ref);
    const eligible = people.resolved.eligible.includes(person);
    const because = this.obstacle(person, eligible, request, people, reviews, mayReviewAtAll);
    return {
      full:
        eligible ||
        person === packet.proposal.context.onBehalfOf ||
        (await eligibility.belongsTo(caller.ref, packet.resource.owner)),
      mayReview: because === undefined,
      ...(because && { mayNotReviewBecause: because }),
    };
  }

  private obstacle(
    person: string,
    eligible: boolean,
    request: RequestRecord,
    people: EligiblePeople,
    reviews: readonly ReviewRecord[],
    mayReviewAtAll: boolean,
  ): string | undefined {
    if (request.state !== 'pending') {
      return `This request is ${request.state} already.`;
    }
    const separation = people.excluded.get(person);
    if (separation) {
      return SEPARATION_SENTENCES[separation];
    }
    if (!eligible) {
      return 'The requirement of this request does not ask for you; it lists who may answer.';
    }
    if (!mayReviewAtAll) {
      return 'Reviewing needs the permission countersign.request.review, which you do not have.';
    }
    const voted = reviews.some(
      review => review.by === person && review.requestVersion === request.version,
    );
    return voted ? 'You have voted on this request already.' : undefined;
  }
}
