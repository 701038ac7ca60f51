import {
  ASSURANCES,
  canonicalJson,
  durationMinutes,
  SEPARATIONS,
  type Approvers,
  type JsonValue,
  type RequireDocument,
  type Requirement,
} from '@countersign/model';

/** Whom each role stands for. */
export type NaiveRoles = Readonly<Record<string, readonly string[]>>;

/** One requirement as its policy writes it, with its numbers in minutes and its roles resolved. */
export function naiveRequirement(require: RequireDocument, roles: NaiveRoles): Requirement {
  const approvers = withRoles(require.approvers, roles);
  return {
    approvers,
    deadlineMinutes: durationMinutes(require.deadline),
    separation: require.separation,
    reasonRequired: require.reasonRequired,
    assurance: require.assurance,
    reminderMinutes: require.reminders.map(durationMinutes),
    escalation: (require.escalation?.steps ?? []).map(({ after, to }) => ({
      afterMinutes: durationMinutes(after),
      instead: approvers,
      to: withRoles(to, roles),
    })),
    ...(require.escalation?.end === 'wait' && { end: 'wait' }),
  };
}

/** Requirements add up, the earliest deadline wins; nothing that one of them asks is lost. */
export function naiveCombination(requirements: readonly Requirement[]): Requirement {
  const deadlineMinutes = Math.min(...requirements.map(each => each.deadlineMinutes));
  const steps = requirements.flatMap(requirement =>
    (requirement.escalation ?? []).filter(
      step =>
        step.afterMinutes < deadlineMinutes &&
        // Whoever else asks the same people must take the same step.
        requirements.every(
          other =>
            other === requirement ||
            !partsOf(other.approvers).some(part =>
              partsOf(step.instead).some(mine => peopleOf(mine) === peopleOf(part)),
            ) ||
            other.escalation?.some(own => textOf(own) === textOf(step)),
        ),
    ),
  );
  return {
    approvers: { all: strongestOfEach(requirements.flatMap(each => partsOf(each.approvers))) },
    deadlineMinutes,
    separation: SEPARATIONS.filter(kind =>
      requirements.some(({ separation }) => separation.includes(kind)),
    ),
    reasonRequired: requirements.some(({ reasonRequired }) => reasonRequired),
    assurance: ASSURANCES.findLast(
      kind => kind === 'session' || requirements.some(({ assurance }) => assurance === kind),
    ),
    reminderMinutes: requirements
      .flatMap(({ reminderMinutes = [] }) => reminderMinutes)
      .filter(minutes => minutes < deadlineMinutes),
    escalation: steps,
    ...(requirements.every(({ end }) => end === 'wait') && { end: 'wait' }),
  };
}

/** The same requirement, whatever order or nesting it is written in. */
export function plainRequirement(requirement: Requirement): unknown {
  const { approvers, separation, reminderMinutes = [], escalation = [] } = requirement;
  return {
    approvers: partsOf(approvers).map(textOf).sort(),
    deadlineMinutes: requirement.deadlineMinutes,
    separation: [...separation].sort(),
    reasonRequired: requirement.reasonRequired,
    assurance: requirement.assurance ?? 'session',
    reminderMinutes: [...new Set(reminderMinutes)].sort((a, b) => a - b),
    escalation: [...new Set(escalation.map(textOf))].sort(),
    end: requirement.end ?? 'deny',
  };
}

/** Of several counts of the same people, the greatest: one person counts once in each count. */
function strongestOfEach(parts: readonly Approvers[]): Approvers[] {
  return parts.filter((part, index) =>
    parts.every(
      (other, at) =>
        at === index ||
        peopleOf(other) !== peopleOf(part) ||
        countOf(other) < countOf(part) ||
        (countOf(other) === countOf(part) && at > index),
    ),
  );
}

function partsOf(approvers: Approvers): readonly Approvers[] {
  return 'all' in approvers ? approvers.all.flatMap(partsOf) : [approvers];
}

function peopleOf(part: Approvers): string {
  return 'from' in part ? part.from : textOf(part);
}

function countOf(part: Approvers): number {
  return 'from' in part ? part.count : 1;
}

function withRoles(approvers: Approvers, roles: NaiveRoles): Approvers {
  if ('all' in approvers) {
    return { all: approvers.all.map(part => withRoles(part, roles)) };
  }
  if ('any' in approvers) {
    return { any: approvers.any.map(part => withRoles(part, roles)) };
  }
  const [, role] = /^role:(.*)$/.exec(approvers.from) ?? [];
  return role === undefined ? approvers : { ...approvers, refs: [...roles[role]!].sort() };
}

function textOf(value: unknown): string {
  return canonicalJson(value as JsonValue);
}
