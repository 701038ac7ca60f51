import fc from 'fast-check';
import {
  canonicalJson,
  stricter,
  type Approvers,
  type Decision,
  type JsonValue,
  type Requirement,
} from '@countersign/model';
import { createPolicySet } from '../plan/PolicySet';
import { arbitraryInput } from '../testing/naive/arbitraryInput';
import { arbitraryPolicies, arbitraryRule } from '../testing/naive/arbitraryPolicies';
import { compareWithNaive, parseAll } from '../testing/naive/compareWithNaive';
import { decide } from './decide';

it('decides as the sentences of design.md do, under random policies', () => {
  const { disagreement, count, seen } = compareWithNaive(5_000, 20_261_122);
  expect(disagreement).toBeUndefined();
  expect(count).toBe(5_000);
  // A generator that never reaches a provision would prove nothing about it.
  const provisions = [
    ...['allow', 'deny', 'require_approval', 'low', 'moderate', 'high', 'critical', 'unknown'],
    ...['holds', 'missingFields', 'standing', 'exceptions', 'breakGlass', 'shadow', 'faults'],
  ];
  expect(provisions.filter(name => (seen[name] ?? 0) < 100)).toEqual([]);
});

const inputs = fc.array(arbitraryInput, { minLength: 40, maxLength: 40 });

it('does not depend on the order of the policies, whatever they state', () => {
  const shuffled = arbitraryPolicies.chain(policies =>
    fc.tuple(
      fc.constant(policies),
      fc.shuffledSubarray(policies, { minLength: policies.length }),
      inputs,
    ),
  );
  fc.assert(
    fc.property(shuffled, ([policies, other, asked]) => {
      const [one, two] = [policies, other].map(each => createPolicySet(parseAll(each)));
      for (const input of asked) {
        const text = (set: typeof one) =>
          canonicalJson(decide(set!, input) as unknown as JsonValue);
        expect(text(two)).toBe(text(one));
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

it('is never loosened by one more mandatory rule, whatever else the policies state', () => {
  fc.assert(
    fc.property(arbitraryPolicies, arbitraryRule, inputs, (policies, rule, asked) => {
      const [first, ...others] = policies as [(typeof policies)[number], ...typeof policies];
      const rules = [
        ...(first.spec.rules as object[]),
        { ...rule, name: 'one-more', kind: 'mandatory', reason: 'One more.' },
      ];
      const more = { ...first, spec: { ...first.spec, rules } };
      const before = createPolicySet(parseAll(policies));
      const after = createPolicySet(parseAll([more, ...others]));
      for (const input of asked) {
        expectAsStrict(decide(before, input), decide(after, input));
      }
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

function expectAsStrict(before: Decision, after: Decision): void {
  expect(stricter(before.decision, after.decision)).toBe(after.decision);
  if (before.requirement && after.requirement) {
    expect(looserIn(before.requirement, after.requirement)).toEqual([]);
  }
}

/** What a requirement asks that another one, which should ask no less, does not. */
function looserIn(before: Requirement, after: Requirement): string[] {
  const asked = new Set(demandsOf(after.approvers));
  const steps = (before.escalation ?? []).map(step => canonicalJson(step as unknown as JsonValue));
  return [
    ...demandsOf(before.approvers).filter(demand => !asked.has(demand)),
    ...before.separation.filter(kind => !after.separation.includes(kind)),
    ...(before.deadlineMinutes < after.deadlineMinutes ? ['deadline'] : []),
    ...(before.reasonRequired && !after.reasonRequired ? ['reason'] : []),
    ...(RANKS.indexOf(before.assurance) > RANKS.indexOf(after.assurance) ? ['assurance'] : []),
    ...(before.end !== 'wait' && after.end === 'wait' ? ['end'] : []),
    // A step lets other people answer in the place of some: more steps need a rule that brings them.
    ...(after.escalation ?? [])
      .filter(step => !steps.includes(canonicalJson(step as unknown as JsonValue)))
      .filter(step => demandsOf(step.instead).some(demand => isAskedBy(before, demand)))
      .map(() => 'a new way around people who were asked already'),
  ];
}

const RANKS = [undefined, 'fresh_sign_in', 'passkey'];

/** Each person-count that must be given, one by one. */
function demandsOf(approvers: Approvers): string[] {
  if ('from' in approvers) {
    return Array.from({ length: approvers.count }, (_, index) => `${approvers.from} ${index}`);
  }
  return 'all' in approvers
    ? approvers.all.flatMap(demandsOf)
    : [canonicalJson(approvers as unknown as JsonValue)];
}

function isAskedBy(requirement: Requirement, demand: string): boolean {
  return demandsOf(requirement.approvers).includes(demand);
}
