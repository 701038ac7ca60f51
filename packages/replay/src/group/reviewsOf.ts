import { leastReviews } from '../engine/leastReviews';
import type { ReplayRow } from '../engine/ReplayResult';

/**
 * How many reviews each side of a row asks for at least. How many a recorded decision asked for is not
 * known: it counts as infinitely many, so that where both sides ask it adds no toil.
 */
export function reviewsOf({ base, head }: ReplayRow): { base: number; head: number } {
  const isAsked = base?.decision === 'require_approval';
  return {
    base: isAsked && !base.requirement ? Infinity : leastReviews(base?.requirement),
    head: leastReviews(head.requirement),
  };
}
