import { partsOf } from './partsOf';
import { leavesOf } from './placePeople';
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

/** How far a step of the escalation has come whose time has come. */
export interface StepProgress {
  afterMinutes: number;
  /** The parts it stands in for; see `ResolvedStep`. */
  instead: number[];
  /** In the policy's order. */
  leaves: LeafProgress[];
  met: boolean;
}

/** What the votes come to. */
export interface Tally {
  state: 'open' | 'approved' | 'refused';
  /** Of those who were asked first, in the policy's order. */
  leaves: LeafProgress[];
  /** The steps that are reached, in the policy's order. */
  escalated: StepProgress[];
  /** The eligible people who refused, sorted. */
  refusedBy: string[];
}

/**
 * Counts votes. One refusal by anybody who was asked refuses. A person counts once in each
 * selection, however often they voted or stand in it, and may count in several. Votes of people
 * who were not asked count nowhere.
 *
 * Time alone meets nothing: from its minute on, a step of the escalation asks further people, and
 * the parts that it stands in for are met when those people have met it. The other parts stay.
 *
 * @param minutesOpen - since the request opened; without it nothing has escalated yet
 */
export function tally(
  resolved: Pick<ResolvedRequirement, 'approvers' | 'escalation'>,
  votes: readonly Vote[],
  minutesOpen = 0,
): Tally {
  const refused = peopleWho('refuse', votes);
  const approved = peopleWho('approve', votes);
  const steps = (resolved.escalation ?? []).filter(step => step.afterMinutes <= minutesOpen);
  const asked = [resolved, ...steps].flatMap(({ approvers }) => leavesOf(approvers));
  const progress = new Map(asked.map(leaf => [leaf, progressOf(leaf, approved, refused)]));
  const progressIn = (node: ResolvedApprovers) => leavesOf(node).map(leaf => progress.get(leaf)!);
  const isMet = (node: ResolvedApprovers): boolean => {
    if ('all' in node) {
      return node.all.every(isMet);
    }
    return 'any' in node ? node.any.some(isMet) : progress.get(node)!.met;
  };

  const escalated = steps.map(({ afterMinutes, instead, approvers }): StepProgress => {
    return { afterMinutes, instead, leaves: progressIn(approvers), met: isMet(approvers) };
  });
  const replaced = new Set(escalated.flatMap(step => (step.met ? step.instead : [])));
  const parts = partsOf<ResolvedLeaf>(resolved.approvers);
  const answer = parts.every((part, position) => replaced.has(position) || isMet(part))
    ? 'approved'
    : 'open';
  const refusedBy = new Set(
    asked.flatMap(leaf => leaf.eligible.filter(person => refused.has(person))),
  );
  return {
    state: refusedBy.size > 0 ? 'refused' : answer,
    leaves: progressIn(resolved.approvers),
    escalated,
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
