import type { ResolvedApprovers, Tally } from '@countersign/approval';
import type { Person, RequirementProgress } from '@countersign/client';

/** A requirement with its votes, in the requirement's own shape. */
export function progressOf(
  approvers: ResolvedApprovers,
  counted: Tally,
  person: (ref: string) => Person,
): RequirementProgress {
  // The tally lists the selections in the policy's order, as a walk meets them.
  const leaves = counted.leaves.values();
  const walk = (node: ResolvedApprovers): RequirementProgress => {
    if ('all' in node) {
      const parts = node.all.map(walk);
      return { kind: 'all', parts, met: parts.every(part => part.met) };
    }
    if ('any' in node) {
      const parts = node.any.map(walk);
      return { kind: 'any', parts, met: parts.some(part => part.met) };
    }
    const { approvedBy, met } = leaves.next().value!;
    return {
      kind: 'count',
      from: node.from,
      count: node.count,
      approvedBy,
      eligible: node.eligible.map(person),
      missingGroups: node.missing,
      met,
    };
  };
  return walk(approvers);
}
