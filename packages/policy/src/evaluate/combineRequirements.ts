import {
  ASSURANCES,
  canonicalJson,
  SEPARATIONS,
  type Approvers,
  type Assurance,
  type EscalationStep,
  type JsonValue,
  type Requirement,
} from '@countersign/model';

/**
 * Everything that several requirements ask, as one: all their approvers, the earliest deadline, every
 * separation, the strongest assurance, every reminder, a reason if any wants one. A request waits past
 * its deadline only if each of them would.
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
  const deadlineMinutes = Math.min(...requirements.map(each => each.deadlineMinutes));
  const combined: Requirement = {
    approvers: joinApprovers(requirements.map(({ approvers }) => approvers)),
    deadlineMinutes,
    separation: SEPARATIONS.filter(kind =>
      requirements.some(({ separation }) => separation.includes(kind)),
    ),
    reasonRequired: requirements.some(({ reasonRequired }) => reasonRequired),
  };
  // What is usual is left out, so that the packets of plain requirements stay as small as they were.
  const assurance = strongest(requirements.map(each => each.assurance ?? 'session'));
  if (assurance !== 'session') {
    combined.assurance = assurance;
  }
  const reminders = new Set(requirements.flatMap(({ reminderMinutes = [] }) => reminderMinutes));
  const reminderMinutes = [...reminders].filter(minutes => minutes < deadlineMinutes);
  if (reminderMinutes.length > 0) {
    combined.reminderMinutes = reminderMinutes.sort((a, b) => a - b);
  }
  const escalation = joinEscalations(requirements, deadlineMinutes);
  if (escalation.length > 0) {
    combined.escalation = escalation;
  }
  if (requirements.every(({ end }) => end === 'wait')) {
    combined.end = 'wait';
  }
  return combined;
}

/** The strongest of some assurances; `session` of none. */
export function strongest(assurances: readonly Assurance[]): Assurance {
  return ASSURANCES[Math.max(0, ...assurances.map(each => ASSURANCES.indexOf(each)))]!;
}

/** The parts that approvers are joined of by *all*. */
export function partsOf(approvers: Approvers): readonly Approvers[] {
  return 'all' in approvers ? approvers.all.flatMap(partsOf) : [approvers];
}

function joinApprovers(all: readonly Approvers[]): Approvers {
  const parts = new Map<string, Approvers>();
  for (const part of all.flatMap(partsOf)) {
    const key = selectionOf(part);
    const other = parts.get(key);
    if (!other || ('from' in part && 'from' in other && other.count < part.count)) {
      parts.set(key, part);
    }
  }
  return joinAll([...parts.values()]);
}

/** What two parts have in common when they ask the same people; a count alone makes no other part. */
function selectionOf(part: Approvers): string {
  return 'from' in part ? part.from : keyOf(part);
}

function keyOf(value: Approvers | EscalationStep): string {
  return canonicalJson(value as unknown as JsonValue);
}

/**
 * The escalation steps of all. A step stands in for its own requirement's approvers only: where another
 * requirement asks some of the same people, it must take the same step, or else adding a requirement
 * would open a way around one that had none.
 */
function joinEscalations(
  requirements: readonly Requirement[],
  deadlineMinutes: number,
): EscalationStep[] {
  const steps = new Map<string, EscalationStep>();
  for (const requirement of requirements) {
    for (const step of requirement.escalation ?? []) {
      const key = keyOf(step);
      const isOpposed = requirements.some(
        other =>
          other !== requirement &&
          asksSame(other.approvers, step.instead) &&
          !other.escalation?.some(own => keyOf(own) === key),
      );
      if (!isOpposed && step.afterMinutes < deadlineMinutes) {
        steps.set(key, step);
      }
    }
  }
  return [...steps.entries()]
    .sort(([a, one], [b, two]) => one.afterMinutes - two.afterMinutes || (a < b ? -1 : 1))
    .map(([, step]) => step);
}

function asksSame(one: Approvers, two: Approvers): boolean {
  const selections = new Set(partsOf(one).map(selectionOf));
  return partsOf(two).some(part => selections.has(selectionOf(part)));
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
