import type { DecisionInput } from '@countersign/model';
import { explain } from '../explain/explain';
import { parsePolicy } from '../parse/parsePolicy';
import { createPolicySet } from '../plan/PolicySet';
import { example, GUARDRAIL, SCOPE } from '../testing/examples';
import { decide } from './decide';
import { decideWithTrace } from './decideWithTrace';

const set = createPolicySet([GUARDRAIL, SCOPE].map(text => parsePolicy(text, 'test').policy!));
const traced = (change?: (input: DecisionInput) => void) => {
  const input = example(change);
  const { decision, trace } = decideWithTrace(set, input);
  expect(decision).toEqual(decide(set, input));
  return { ...trace, steps: explain(decision, input, trace).steps };
};

it('names each condition in the order in which it was asked, with what it saw', () => {
  const { conditions } = traced();
  expect(conditions.map(({ kind, name, result }) => [kind, name, result])).toEqual([
    ['raise', 'tier-0', false],
    ['raise', 'personal-data', false],
    ['rule', 'never-drop-data', false],
    ['rule', 'critical-needs-two', false],
    ['rule', 'restarts', true],
  ]);
  expect(conditions.at(-1)).toEqual({
    policy: 'payments',
    name: 'restarts',
    kind: 'rule',
    source: "action.name == 'deployment.restart' && !atLeast(impact.level, 'high')",
    result: true,
    values: [
      { path: 'action.name', value: 'deployment.restart' },
      { path: 'impact.level', value: 'moderate' },
    ],
  });
});

it('names the facts that were absent, and what failed', () => {
  const { conditions } = traced(input => {
    input.proposal.action = { name: 'deployment.scale' };
  });
  expect(conditions.at(-1)).toMatchObject({
    name: 'scaling',
    result: 'fault',
    fault: { message: 'There is no "replicas" here.' },
    values: [
      { path: 'action.name', value: 'deployment.scale' },
      { path: 'action.properties.replicas' },
    ],
  });
});

it('finds the first rule that nearly matched, and says so', () => {
  const { nearly, steps } = traced(input => {
    input.proposal.action = { name: 'deployment.scale', properties: { replicas: 9 } };
  });
  expect(nearly).toEqual({
    rule: { policy: 'payments', rule: 'scaling' },
    part: {
      source: 'action.properties.replicas <= 5',
      start: 37,
      end: 68,
      result: false,
      values: [{ path: 'action.properties.replicas', value: 9 }],
    },
  });
  expect(steps.find(({ kind }) => kind === 'near_miss')?.text).toBe(
    '"scaling" of payments would match but for action.properties.replicas <= 5 (action.properties.replicas is 9).',
  );
});

it('names no near miss where every rule is far off', () => {
  expect(traced().nearly).toBeUndefined();
});

it('cuts what is too long to show', () => {
  const long = createPolicySet(
    [
      GUARDRAIL,
      SCOPE.replace('action.properties.replicas <= 5', "action.properties.note != ''"),
    ].map(text => parsePolicy(text, 'test').policy!),
  );
  const { trace } = decideWithTrace(
    long,
    example(input => {
      input.proposal.action = { name: 'deployment.scale', properties: { note: 'x'.repeat(5000) } };
    }),
  );
  const { values } = trace.conditions.at(-1)!;
  expect(String(values[1]!.value)).toHaveLength(201);
});
