import {
  durationMinutes,
  type Decision,
  type JsonValue,
  type PolicyTestExpect,
  type Requirement,
} from '@countersign/model';
import { describeApprovers, describeMinutes } from '../explain/describeApprovers';
import { approversForm, selectionsOf } from './approversForm';
import { fullName, isNamed, type PartRef } from './partNames';

/** One thing that a case expects and that is otherwise. */
export interface Mismatch {
  /** The way to it below `expect`. */
  readonly path: readonly (string | number)[];
  /** Both in words, for a report. */
  readonly expected: string;
  readonly actual: string;
}

type Comparisons = {
  [Member in keyof PolicyTestExpect]-?: (
    expected: NonNullable<PolicyTestExpect[Member]>,
    decision: Decision,
  ) => Mismatch[];
};

/** Compares what is stated, in the order of the text, and nothing else. */
export function compareDecision(expect: PolicyTestExpect, decision: Decision): Mismatch[] {
  return (Object.keys(expect) as (keyof PolicyTestExpect)[]).flatMap(member => {
    const compare = COMPARISONS[member] as (expected: unknown, actual: Decision) => Mismatch[];
    return expect[member] === undefined ? [] : compare(expect[member], decision);
  });
}

const COMPARISONS: Comparisons = {
  decision: (expected, { decision }) => equal(['decision'], expected, decision),
  level: (expected, { level }) => equal(['level'], expected, level),
  breakGlass: (expected, { breakGlass }) =>
    equal(['breakGlass'], offered(expected), offered(breakGlass !== undefined)),
  fallback: (expected, decision) =>
    expected === (decidedBy(decision) === FALLBACK)
      ? []
      : [mismatch(['fallback'], expected ? FALLBACK : 'not the fallback', decidedBy(decision))],
  rule: (expected, decision) =>
    decision.rule && isNamed(expected, { policy: decision.rule.policy, name: decision.rule.rule })
      ? []
      : [mismatch(['rule'], expected, decidedBy(decision))],
  rules: (expected, { rules }) => {
    const counted = rules.map(({ policy, rule }) => ({ policy, name: rule }));
    return expected.flatMap((name, index) =>
      counted.some(part => isNamed(name, part))
        ? []
        : [mismatch(['rules', index], `${name} counts`, list(counted.map(fullName)))],
    );
  },
  raises: (expected, { derivation }) => {
    // A derivation names raises alone: only one guardrail has any.
    const own = expected.map(name => name.slice(name.indexOf('/') + 1));
    return sameTexts(
      ['raises'],
      own,
      derivation.raises.map(({ name }) => name),
    );
  },
  score: (expected, { score }) => {
    const { min = 0, max = 100 } =
      typeof expected === 'number' ? { min: expected, max: expected } : expected;
    return min <= score && score <= max
      ? []
      : [mismatch(['score'], min === max ? `${min}` : `${min} to ${max}`, `${score}`)];
  },
  reasonsContain: (expected, { reasons }) =>
    [expected]
      .flat()
      .flatMap((piece, index) =>
        reasons.some(reason => reason.includes(piece))
          ? []
          : [
              mismatch(
                typeof expected === 'string' ? ['reasonsContain'] : ['reasonsContain', index],
                `a reason with “${piece}”`,
                reasons.map(reason => `“${reason}”`).join(', ') || 'no reason',
              ),
            ],
      ),
  requirement: (expected, { requirement }) =>
    requirement
      ? compareRequirement(expected, requirement)
      : [mismatch(['requirement'], 'a requirement', 'none: nobody is asked')],
  holds: (expected, { holds = [] }) =>
    sameParts(
      ['holds'],
      expected,
      holds.map(({ policy, hold }) => ({ policy, name: hold })),
    ),
  exceptions: (expected, { exceptions = [] }) =>
    sameParts(
      ['exceptions'],
      expected,
      exceptions.map(({ policy, exception }) => ({ policy, name: exception })),
    ),
  faults: (expected, { faults }) =>
    sameParts(
      ['faults'],
      expected,
      faults.map(({ policy, rule }) => ({ policy, name: rule })),
    ),
  missingFields: (expected, { missingFields = [] }) =>
    sameTexts(['missingFields'], expected, missingFields),
  standing: (expected, { standing = [] }) => {
    const isMet = (entry: (typeof expected)[number], use: (typeof standing)[number]) =>
      isNamed(typeof entry === 'string' ? entry : entry.name, {
        policy: use.policy,
        name: use.standing,
      }) && (typeof entry === 'string' ? undefined : entry.refused) === use.refused;
    return sameLists(
      ['standing'],
      expected.every(entry => standing.some(use => isMet(entry, use))) &&
        standing.every(use => expected.some(entry => isMet(entry, use))),
      expected.map(entry =>
        typeof entry === 'string' ? entry : `${entry.name} (refused: ${entry.refused})`,
      ),
      standing.map(
        ({ policy, standing: name, refused }) =>
          `${policy}/${name}${refused === undefined ? '' : ` (refused: ${refused})`}`,
      ),
    );
  },
  shadow: (expected, { shadow = [] }) =>
    Object.entries(expected).flatMap(([policy, answer]) => {
      const actual = shadow.find(one => one.policy === policy)?.decision;
      return equal(['shadow', policy], answer, actual ?? 'nothing: it was not asked');
    }),
};

type ExpectedRequirement = NonNullable<PolicyTestExpect['requirement']>;

function compareRequirement(expected: ExpectedRequirement, actual: Requirement): Mismatch[] {
  const at = (member: keyof ExpectedRequirement) => ['requirement', member];
  const found: Mismatch[] = [];
  const { approvers, asks, deadline, separation, assurance, reasonRequired, reminders, end } =
    expected;
  if (approvers && approversForm(approvers) !== approversForm(actual.approvers)) {
    found.push(
      mismatch(at('approvers'), describeApprovers(approvers), describeApprovers(actual.approvers)),
    );
  }
  const asked = new Set(selectionsOf(actual.approvers));
  asks?.forEach((selection, index) => {
    if (!asked.has(selection)) {
      found.push(mismatch([...at('asks'), index], `${selection} is asked`, list([...asked])));
    }
  });
  if (deadline !== undefined && durationMinutes(deadline) !== actual.deadlineMinutes) {
    found.push(mismatch(at('deadline'), deadline, describeMinutes(actual.deadlineMinutes)));
  }
  if (separation) {
    found.push(...sameTexts(at('separation'), separation, actual.separation));
  }
  if (assurance) {
    found.push(...equal(at('assurance'), assurance, actual.assurance ?? 'session'));
  }
  if (reasonRequired !== undefined) {
    found.push(...equal(at('reasonRequired'), reasonRequired, actual.reasonRequired));
  }
  if (reminders) {
    const words = (minutes: readonly number[]) => minutes.map(describeMinutes);
    found.push(
      ...sameTexts(
        at('reminders'),
        words(reminders.map(durationMinutes)),
        words(actual.reminderMinutes ?? []),
      ),
    );
  }
  if (end) {
    found.push(...equal(at('end'), end, actual.end ?? 'deny'));
  }
  return found;
}

function mismatch(path: Mismatch['path'], expected: string, actual: string): Mismatch {
  return { path, expected, actual };
}

function equal(path: Mismatch['path'], expected: JsonValue, actual: JsonValue): Mismatch[] {
  return expected === actual ? [] : [mismatch(path, String(expected), String(actual))];
}

function sameParts(
  path: Mismatch['path'],
  expected: readonly string[],
  actual: readonly PartRef[],
): Mismatch[] {
  return sameLists(
    path,
    expected.every(name => actual.some(part => isNamed(name, part))) &&
      actual.every(part => expected.some(name => isNamed(name, part))),
    expected,
    actual.map(fullName),
  );
}

function sameTexts(
  path: Mismatch['path'],
  expected: readonly string[],
  actual: readonly string[],
): Mismatch[] {
  return sameLists(
    path,
    expected.every(text => actual.includes(text)) && actual.every(text => expected.includes(text)),
    expected,
    actual,
  );
}

function sameLists(
  path: Mismatch['path'],
  isSame: boolean,
  expected: readonly string[],
  actual: readonly string[],
): Mismatch[] {
  return isSame ? [] : [mismatch(path, list(expected), list([...new Set(actual)]))];
}

function list(texts: readonly string[]): string {
  return texts.join(', ') || 'none';
}

function offered(isOffered: boolean): string {
  return isOffered ? 'offered' : 'not offered';
}

const FALLBACK = 'the fallback: no rule decides';

/** What decided, in words: a hold or missing fields go before the fallback. */
function decidedBy({ rule, holds = [], missingFields = [] }: Decision): string {
  if (rule) {
    return fullName({ policy: rule.policy, name: rule.rule });
  }
  if (holds.length > 0) {
    return `no rule: held by ${list(holds.map(({ policy, hold }) => `${policy}/${hold}`))}`;
  }
  return missingFields.length > 0 ? `no rule: ${list(missingFields)} is missing` : FALLBACK;
}
