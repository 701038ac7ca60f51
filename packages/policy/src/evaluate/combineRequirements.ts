import {
  canonicalJson,
  SEPARATIONS,
  type Approvers,
  type JsonValue,
  type Requirement,
} from '@countersign/model';

/**
 * Everything that several requirements ask, as one: all their approvers, the earliest deadline, every
 * separation, a reason if any wants one.
 *
 * Parts joined by *all* are flattened. A part that stands twice is asked once, and of two counts out of
 * one selection the greater is kept: it contains the other, since a person counts once in each count.
 *
 * @param requirements - At least one; their order is the order of the parts.
 */
export function combineRequirements(requirements: readonly Requirement[]): Requirement {
  if (requirements.length === 1 && Object.isFrozen(requirements[0])) {
    // A rule's own requirement: it is in this form since it was compiled.
    return requirements[0]!;
  }
  const parts = new Map<string, Approvers>();
  for (const part of requirements.flatMap(({ approvers }) => flatten(approvers))) {
    if ('from' in part) {
      const other = parts.get(part.from) as { count: number } | undefined;
      if (!other || other.count < part.count) {
        parts.set(part.from, { from: part.from, count: part.count });
      }
    } else {
      parts.set(canonicalJson(part as unknown as JsonValue), part);
    }
  }
  return {
    approvers: joinAll([...parts.values()]),
    deadlineMinutes: Math.min(...requirements.map(({ deadlineMinutes }) => deadlineMinutes)),
    separation: SEPARATIONS.filter(kind =>
      requirements.some(({ separation }) => separation.includes(kind)),
    ),
    reasonRequired: requirements.some(({ reasonRequired }) => reasonRequired),
  };
}

function flatten(approvers: Approvers): Approvers[] {
  return 'all' in approvers ? approvers.all.flatMap(flatten) : [approvers];
}

/** The schema allows 20 parts in one join; more are joined in groups. */
function joinAll(parts: Approvers[]): Approvers {
  if (parts.length === 1) {
    return parts[0]!;
  }
  if (parts.length <= MAX_PARTS) {
    return { all: parts };
  }
  const groups: Approvers[] = [];
  for (let start = 0; start < parts.length; start += MAX_PARTS) {
    groups.push(joinAll(parts.slice(start, start + MAX_PARTS)));
  }
  return joinAll(groups);
}

const MAX_PARTS = 20;
