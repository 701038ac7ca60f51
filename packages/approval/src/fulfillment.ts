import type { Joined } from './partsOf';
import type { NobodyReason, ResolvedApprovers, ResolvedLeaf } from './ResolvedRequirement';

/**
 * What keeps the people there are from meeting every count: one sentence for each selection in the
 * way, none when the requirement can be fulfilled today.
 */
export function joinFulfillment(approvers: ResolvedApprovers): string[] {
  return shortLeaves<ResolvedLeaf>(approvers, ({ eligible, count }) => eligible.length < count).map(
    sentence,
  );
}

/**
 * The selections in the way of meeting every count; none when all can be met.
 *
 * A person may count in several selections, so each can be looked at by itself.
 *
 * @param isShort - Whether a selection cannot be met by itself.
 */
export function shortLeaves<Leaf extends object>(
  approvers: Joined<Leaf>,
  isShort: (leaf: Leaf) => boolean,
): Leaf[] {
  const within = (part: Joined<Leaf>) => shortLeaves(part, isShort);
  if ('all' in approvers) {
    return (approvers as { all: Joined<Leaf>[] }).all.flatMap(within);
  }
  if ('any' in approvers) {
    const ways = (approvers as { any: Joined<Leaf>[] }).any.map(within);
    return ways.some(way => way.length === 0) ? [] : ways.flat();
  }
  return isShort(approvers as Leaf) ? [approvers as Leaf] : [];
}

/** `1 person`, `3 people`. */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${count} people`;
}

const NOBODY: Readonly<Record<NobodyReason, string>> = {
  no_owner: 'the catalog names no owner of the target: give it one.',
  no_owner_of_hits: 'the catalog names no owner of anything that would be hit.',
  no_on_call_source:
    'no source of on-call times is connected: connect one, or let the policy name a group too.',
  nobody_on_call:
    'nobody is on call for the target now: mend the rota, or let the policy name a group too.',
  role_not_bound:
    'no guardrail said who has this role: name its groups or users under "roles" in a guardrail.',
};

function sentence(leaf: ResolvedLeaf): string {
  const need = `${people(leaf.count)} out of ${leaf.from} must approve`;
  if (leaf.nobody) {
    return `${need}, and ${NOBODY[leaf.nobody]}`;
  }
  if (leaf.missing.length === leaf.refs.length) {
    return `${need}, and the catalog does not have ${leaf.missing.join(', ')}.`;
  }
  const left =
    leaf.eligible.length === 0 ? 'nobody is' : `only ${people(leaf.eligible.length)} can be`;
  const out =
    leaf.excluded.length === 0
      ? ''
      : ` (${people(leaf.excluded.length)} of it ${leaf.excluded.length === 1 ? 'does' : 'do'} not count here)`;
  return `${need}, and ${left} asked${out}: add members to ${leaf.refs.join(', ')}.`;
}
