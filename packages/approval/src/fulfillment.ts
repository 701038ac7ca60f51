import type { ResolvedApprovers, ResolvedLeaf } from './ResolvedRequirement';

/**
 * What keeps the people there are from meeting every count: one sentence for each selection in the
 * way, none when the requirement can be fulfilled today.
 *
 * A person may count in several selections, so each can be looked at by itself.
 */
export function joinFulfillment(approvers: ResolvedApprovers): string[] {
  if ('all' in approvers) {
    return approvers.all.flatMap(joinFulfillment);
  }
  if ('any' in approvers) {
    const ways = approvers.any.map(joinFulfillment);
    return ways.some(way => way.length === 0) ? [] : ways.flat();
  }
  return approvers.eligible.length >= approvers.count ? [] : [sentence(approvers)];
}

function sentence(leaf: ResolvedLeaf): string {
  const people = (count: number) => (count === 1 ? '1 person' : `${count} people`);
  const need = `${people(leaf.count)} out of ${leaf.from} must approve`;
  if (leaf.refs.length === 0) {
    return leaf.from === 'owners(resource)'
      ? `${need}, and the catalog names no owner of the target: give it one.`
      : `${need}, and the catalog names no owner of anything that would be hit.`;
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
