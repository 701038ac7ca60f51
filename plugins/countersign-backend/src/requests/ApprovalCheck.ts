import { tally } from '@countersign/approval';
import type { ApprovalReference } from '@countersign/client';
import { digestJson, type Digest, type JsonValue, type Packet } from '@countersign/model';
import type { ApprovalRecord, StoreReads } from '@countersign/store';
import { readPacket } from '../decisions/readPacket';
import type { Eligibility } from './Eligibility';

/** What became of an approval that came with a question. The reasons are ARAP's, and ours for `approval_required`. */
export type ApprovalVerdict =
  | { fits: true; approval: ApprovalRecord }
  | {
      fits: false;
      reason:
        | 'approval_unverifiable'
        | 'approval_expired'
        | 'out_of_scope'
        | 'policy_denied'
        | 'approval_required';
    };

/**
 * Whether an approval carries a decision that was just made anew. It is never a bearer token: it must
 * be of this agent, for this very action in this very context, and valid now; and the votes it rests
 * on must meet what is demanded today, of the people who are eligible today.
 */
export class ApprovalCheck {
  constructor(private readonly deps: { eligibility: Eligibility }) {}

  async verdict(
    reads: StoreReads,
    reference: Pick<ApprovalReference, 'id'>,
    decided: { packet: Packet; actionDigest: Digest; agent: string; at: string },
  ): Promise<ApprovalVerdict> {
    const { packet, actionDigest, agent, at } = decided;
    const approval = await reads.approval(reference.id);
    if (approval?.agent !== agent) {
      return { fits: false, reason: 'approval_unverifiable' };
    }
    if (
      approval.actionDigest !== actionDigest ||
      !sameContext(packet, await readPacket(reads, approval.packetDigest))
    ) {
      return { fits: false, reason: 'out_of_scope' };
    }
    if (packet.decision.decision === 'deny') {
      return { fits: false, reason: 'policy_denied' };
    }
    if (approval.state !== 'valid' || approval.validUntil <= at) {
      return { fits: false, reason: 'approval_expired' };
    }
    return (await this.suffices(reads, approval, packet))
      ? { fits: true, approval }
      : { fits: false, reason: 'approval_required' };
  }

  /** Whether the votes behind an approval meet what a decision demands now. */
  async suffices(reads: StoreReads, approval: ApprovalRecord, packet: Packet): Promise<boolean> {
    const { decision, requirement } = packet.decision;
    if (decision !== 'require_approval' || !requirement) {
      return decision === 'allow';
    }
    const { resolved } = await this.deps.eligibility.of(reads, packet, requirement);
    const reviews = (await reads.reviews(approval.requestId)).filter(
      review => review.requestVersion === approval.requestVersion,
    );
    return tally(resolved, reviews).state === 'approved';
  }
}

function sameContext(asked: Packet, approved: Packet): boolean {
  const digest = (packet: Packet) => digestJson(packet.proposal.context as unknown as JsonValue);
  return digest(asked) === digest(approved);
}
