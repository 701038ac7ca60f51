import type { RequestDetail, Vote } from '@countersign/client';
import { useRef, useState } from 'react';
import { useReview } from '../data/useReview';

/** A reviewer's answer while it is made and sent. */
export interface BallotForm {
  reason: string;
  setReason: (reason: string) => void;
  /** The vote that was asked for without the reason that it needs. */
  missingReasonFor?: Vote;
  /** The vote that is on its way, or was last sent. */
  vote?: Vote;
  isSending: boolean;
  isDone: boolean;
  error: unknown;
  /** Sends the vote unless its reason is missing. Sent again unchanged, it counts once. */
  send: (vote: Vote) => void;
}

/** Keeps a reviewer's answer from the first letter of its reason to the confirmation. */
export function useBallot(request: RequestDetail): BallotForm {
  const review = useReview(request);
  const [reason, setReason] = useState('');
  const [missingReasonFor, setMissingReasonFor] = useState<Vote>();
  const attempt = useRef({ ballot: '', idempotencyKey: '' });

  const send = (vote: Vote) => {
    const given = reason.trim() || undefined;
    if (!given && needsReason(vote, request)) {
      setMissingReasonFor(vote);
      return;
    }
    setMissingReasonFor(undefined);
    // The same answer keeps its key, so that trying again cannot vote twice.
    const ballot = JSON.stringify([vote, given]);
    if (attempt.current.ballot !== ballot) {
      attempt.current = { ballot, idempotencyKey: crypto.randomUUID() };
    }
    review.mutate({ vote, reason: given, idempotencyKey: attempt.current.idempotencyKey });
  };

  return {
    reason,
    setReason: text => {
      setReason(text);
      setMissingReasonFor(undefined);
    },
    missingReasonFor,
    vote: review.variables?.vote,
    isSending: review.isPending,
    isDone: review.isSuccess,
    error: review.error,
    send,
  };
}

/** A refusal always says why; an approval where the policy asks for it. */
function needsReason(vote: Vote, request: RequestDetail): boolean {
  return vote === 'refuse' || request.requirement.reasonRequired;
}
