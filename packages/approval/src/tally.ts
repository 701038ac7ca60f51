import { leavesOf } from './resolveApprovers';
import type { ResolvedApprovers, ResolvedLeaf, ResolvedRequirement } from './ResolvedRequirement';

/** A vote, as far as counting needs it. `by` is a canonical person. */
export interface Vote {
  by: string;
  vote: 'approve' | 'refuse';
}

/** How far one selection has come. */
export interface LeafProgress {
  from: string;
  count: number;
  /** Eligible people who approved, sorted; each counts once here and may count elsewhere too. */
  approvedBy: string[];
  /** Eligible people who have not voted, sorted. */
  waitingFor: string[];
  met: boolean;
}

/** What the votes come to. */
export interface Tally {
  state: 'open' | 'approved' | 'refused';
  /** In the policy's order. */
  leaves: LeafProgress[];
  /** The eligible people who refused, sorted. */
  refusedBy: string[];
}

/**
 * Counts votes. One refusal by anybody who was asked refuses. A person counts once in each
 * selection, however often they voted or stand in it, and may count in several. Votes of people
 * who were not asked count nowhere.
 */
export function tally(
  resolved: Pick<ResolvedRequirement, 'approvers'>,
  votes: readonly Vote[],
): Tally {
  const refused = peopleWho('refuse', votes);
  const approved = peopleWho('approve', votes);
  const progress = new Map(
    leavesOf(resolved.approvers).map(leaf => [leaf, progressOf(leaf, approved, refused)]),
  );
  const refusedBy = new Set(
    [...progress.keys()].flatMap(leaf => leaf.eligible.filter(person => refused.has(person))),
  );
  const isMet = (node: ResolvedApprovers): boolean => {
    if ('all' in node) {
      return node.all.every(isMet);
    }
    return 'any' in node ? node.any.some(isMet) : progress.get(node)!.met;
  };
  const answer = isMet(resolved.approvers) ? 'approved' : 'open';
  return {
    state: refusedBy.size > 0 ? 'refused' : answer,
    leaves: [...progress.values()],
    refusedBy: [...refusedBy].sort(),
  };
}

function progressOf(
  leaf: ResolvedLeaf,
  approved: ReadonlySet<string>,
  refused: ReadonlySet<string>,
): LeafProgress {
  const eligible = [...new Set(leaf.eligible)].sort();
  const approvedBy = eligible.filter(person => approved.has(person));
  return {
    from: leaf.from,
    count: leaf.count,
    approvedBy,
    waitingFor: eligible.filter(person => !approved.has(person) && !refused.has(person)),
    met: approvedBy.length >= leaf.count,
  };
}

function peopleWho(vote: Vote['vote'], votes: readonly Vote[]): Set<string> {
  return new Set(votes.filter(given => given.vote === vote).map(given => given.by));
}
