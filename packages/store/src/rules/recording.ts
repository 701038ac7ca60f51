import type { Packet, Recording } from '@countersign/model';
import type {
  EvaluationRecord,
  OutcomeRecord,
  RecordingRow,
  RedemptionRecord,
  RequestRecord,
  ReviewRecord,
} from '../records';

/** What is known of one evaluation's whole path. */
export interface PathFacts {
  evaluation: EvaluationRecord;
  /** Canonical JSON of the packet. */
  packetBody: string;
  request?: RequestRecord;
  reviews: readonly ReviewRecord[];
  /** The first redemption that the evaluation or its approval led to. */
  redemption?: RedemptionRecord;
  outcome?: OutcomeRecord;
  pseudonymOf: (person: string) => string | undefined;
}

/** How a reviewer is called whose pseudonym was erased. */
export const ERASED_PERSON = 'erased';

/** One line of the history. Minutes count from when the request opened, for every reviewer. */
export function recordingOf(facts: PathFacts): RecordingRow {
  const { evaluation, request, redemption, outcome } = facts;
  const packet = JSON.parse(facts.packetBody) as Packet;
  const recording: Recording = {
    id: evaluation.id,
    proposal: packet.proposal,
    resource: packet.resource,
    factors: packet.factors,
    at: packet.at,
    packetDigest: evaluation.packetDigest,
    decided: {
      decision: evaluation.decision,
      level: evaluation.level,
      ...(evaluation.rule && { rule: evaluation.rule }),
    },
    reviews: facts.reviews.map(review => ({
      by: facts.pseudonymOf(review.by) ?? ERASED_PERSON,
      vote: review.vote,
      minutes: request ? minutesBetween(request.createdAt, review.at) : 0,
    })),
    ...(redemption && { executedAt: redemption.redeemedAt }),
    ...(outcome && {
      outcome: {
        status: outcome.status,
        at: outcome.at,
        ...(outcome.detail !== undefined && { detail: outcome.detail }),
      },
    }),
  };
  return {
    recording,
    evaluationId: evaluation.id,
    ...(request && { requestId: request.id }),
    agent: evaluation.agent,
    target: evaluation.target,
    ...(evaluation.owner !== undefined && { owner: evaluation.owner }),
  };
}

/** To a hundredth, never negative. */
function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 600) / 100);
}
