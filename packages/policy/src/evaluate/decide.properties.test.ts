import fc from 'fast-check';
import {
  canonicalJson,
  DECISIONS,
  decisionSchema,
  EFFECT_SIZES,
  LEVELS,
  REVERSIBILITIES,
  stricter,
  type Approvers,
  type Decision,
  type DecisionInput,
  type JsonValue,
} from '@countersign/model';
import { explain } from '../explain/explain';
import { parsePolicy } from '../parse/parsePolicy';
import type { Policy } from '../plan/Policy';
import { createPolicySet } from '../plan/PolicySet';
import { example, GUARDRAIL } from '../testing/examples';
import { decide } from './decide';

const CONDITIONS = [
  'true',
  "action.name == 'deployment.restart'",
  "atLeast(impact.level, 'high')",
  'has(resource.tier) && resource.tier == 0',
  'action.properties.replicas > 3',
  'impact.blastRadius.size > 5',
  "context.rationale == 'x'",
];
const APPROVERS = [
  '{ from: owners(resource) }',
  '{ from: group:default/sre, count: 2 }',
  '{ any: [{ from: group:default/sre }, { from: owners(blastRadius) }] }',
  '{ all: [{ from: group:default/sre }, { from: user:default/ann }] }',
];

const ruleArbitrary = fc
  .record({
    when: fc.constantFrom(...CONDITIONS),
    decision: fc.constantFrom(...DECISIONS),
    approvers: fc.constantFrom(...APPROVERS),
    deadline: fc.constantFrom('30m', '4h', '2d'),
  })
  .map(
    ({ when, decision, approvers, deadline }) =>
      (name: string, kind?: string) =>
        `    - name: ${name}\n${kind ? `      kind: ${kind}\n` : ''}      when: "${when}"\n      decision: ${decision}\n      reason: Because of ${name}.\n${
          decision === 'require_approval'
            ? `      require: { approvers: ${approvers}, deadline: ${deadline} }\n`
            : ''
        }`,
  );
const rulesArbitrary = fc.array(ruleArbitrary, { minLength: 1, maxLength: 4 });

const guardrailArbitrary = fc
  .tuple(
    fc.array(fc.tuple(ruleArbitrary, fc.constantFrom('mandatory', 'default')), { maxLength: 5 }),
    fc.constantFrom('deny', 'require_approval'),
  )
  .map(([rules, answer]) =>
    GUARDRAIL.replace(
      / {2}rules:[^]*/,
      `  rules:\n${rules.map(([rule, kind], index) => rule(`g${index}`, kind)).join('')}`,
    )
      .replace(/rules:\n$/, 'rules: []\n')
      .replace('fallback:', `fallback:\n    uncovered: ${answer}`),
  );
const scopeArbitrary = fc.tuple(
  rulesArbitrary,
  fc.constantFrom(
    'owner: group:default/payments',
    'owner: group:default/commerce',
    'system: system:default/shop',
    'component: component:default/search',
  ),
);
const textsArbitrary = fc
  .tuple(guardrailArbitrary, fc.array(scopeArbitrary, { maxLength: 3 }))
  .map(([guardrail, scopes]) => [
    guardrail,
    ...scopes.map(
      ([rules, covers], index) =>
        `apiVersion: countersign.dev/v1\nkind: Policy\nmetadata:\n  name: scope-${index}\n  owner: group:default/payments\nspec:\n  layer: scope\n  covers:\n    - ${covers}\n  rules:\n${rules.map((rule, at) => rule(`s${at}`)).join('')}`,
    ),
  ]);

const inputArbitrary: fc.Arbitrary<DecisionInput> = fc
  .record({
    name: fc.constantFrom('deployment.restart', 'deployment.scale', 'x'),
    properties: fc.dictionary(
      fc.constantFrom('replicas', 'other'),
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
      { maxKeys: 2 },
    ),
    known: fc.boolean(),
    covered: fc.boolean(),
    tier: fc.option(fc.nat(3), { nil: undefined }),
    reversibility: fc.option(fc.constantFrom(...REVERSIBILITIES), { nil: undefined }),
    size: fc.nat(60),
    effect: fc.constantFrom(...EFFECT_SIZES),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    at: fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
  })
  .map(values =>
    example(input => {
      input.proposal.action = { name: values.name, properties: values.properties };
      input.resource.known = values.known || values.covered;
      input.factors.reversibility = values.reversibility;
      input.factors.blastRadius.size = values.size;
      input.factors.effects.dataAccess = values.effect;
      input.factors.confidence = values.confidence;
      input.at = values.at.toISOString();
      if (values.tier === undefined) delete input.resource.tier;
      else input.resource.tier = values.tier;
      if (!values.covered) {
        input.resource.owner = 'group:default/nobody';
        input.resource.ownerAncestors = [];
        delete input.resource.system;
      }
    }),
  );

function compile(texts: readonly string[]): Policy[] {
  return texts.map(text => {
    const { policy, diagnostics } = parsePolicy(text, 'test');
    if (!policy) {
      throw new Error(JSON.stringify(diagnostics));
    }
    return policy;
  });
}

it('answers every input with a decision that the schema accepts, and can say it in words', () => {
  fc.assert(
    fc.property(textsArbitrary, inputArbitrary, (texts, input) => {
      const decision = decide(createPolicySet(compile(texts)), input);
      expect(decisionSchema.safeParse(decision).error).toBeUndefined();
      expect(decision.requirement !== undefined).toBe(decision.decision === 'require_approval');
      expect(decision.reasons.length).toBeGreaterThan(0);
      const strictest = decision.rules.map(rule => rule.decision).reduce(stricter, 'allow');
      expect(stricter(decision.decision, strictest)).toBe(decision.decision);
      const isSure = decision.faults.length === 0 && decision.level !== 'unknown';
      expect(isSure || decision.decision !== 'allow').toBe(true);
      const { summary } = explain(decision, input);
      expect(summary.length).toBeLessThan(1000);
    }),
    { numRuns: 120 },
  );
});

it('does not depend on the order of the policies', () => {
  const shuffled = textsArbitrary.chain(texts =>
    fc.tuple(fc.constant(texts), fc.shuffledSubarray(texts, { minLength: texts.length })),
  );
  fc.assert(
    fc.property(shuffled, inputArbitrary, ([texts, other], input) => {
      const one = decide(createPolicySet(compile(texts)), input);
      const two = decide(createPolicySet(compile(other)), input);
      expect(canonicalJson(two as unknown as JsonValue)).toBe(
        canonicalJson(one as unknown as JsonValue),
      );
    }),
    { numRuns: 100 },
  );
});

/** How many people a requirement asks at the least, each counting everywhere. */
function demands(approvers: Approvers): string[] {
  if ('from' in approvers) {
    return Array.from({ length: approvers.count }, (_, index) => `${approvers.from} ${index}`);
  }
  return 'all' in approvers
    ? approvers.all.flatMap(demands)
    : [canonicalJson(approvers as unknown as JsonValue)];
}

function expectAsStrict(before: Decision, after: Decision): void {
  expect(stricter(before.decision, after.decision)).toBe(after.decision);
  if (before.requirement && after.requirement) {
    expect(demands(after.requirement.approvers)).toEqual(
      expect.arrayContaining(demands(before.requirement.approvers)),
    );
    expect(after.requirement.deadlineMinutes).toBeLessThanOrEqual(
      before.requirement.deadlineMinutes,
    );
  }
}

it('is never loosened by one more mandatory rule', () => {
  fc.assert(
    fc.property(textsArbitrary, ruleArbitrary, inputArbitrary, (texts, rule, input) => {
      const [guardrail, ...scopes] = texts as [string, ...string[]];
      const more = guardrail.replace('rules: []', 'rules:') + rule('more', 'mandatory');
      const before = decide(createPolicySet(compile(texts)), input);
      const after = decide(createPolicySet(compile([more, ...scopes])), input);
      expectAsStrict(before, after);
    }),
    { numRuns: 120 },
  );
});

it('never sorts an action above one of a higher level', () => {
  const pair = fc.tuple(inputArbitrary, inputArbitrary);
  const set = createPolicySet(compile([GUARDRAIL]));
  fc.assert(
    fc.property(pair, ([one, two]) => {
      const [a, b] = [decide(set, one), decide(set, two)];
      const isHigher = LEVELS.indexOf(a.level) > LEVELS.indexOf(b.level);
      expect(!isHigher || a.score > b.score).toBe(true);
    }),
    { numRuns: 200 },
  );
});
