import { recordingSchema, type Recording } from '@countersign/model';
import { parsePolicy } from '../parse/parsePolicy';
import { createPolicySet } from '../plan/PolicySet';
import { example, GUARDRAIL, SCOPE } from '../testing/examples';
import { coverageOf, percentOf } from './coverageOf';
import { parsePolicyTest } from './parsePolicyTest';
import { recordingsOf, runPolicyTest, type FindRecording } from './runPolicyTest';

/** A policy with one of everything that a decision can name. */
const REFUNDS = `apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: refunds, owner: group:default/refunds }
spec:
  layer: scope
  covers: [{ owner: group:default/refunds }]
  holds:
    - name: year-end
      zone: Europe/London
      from: 2026-12-19T18:00
      to: 2027-01-04T08:00
      reason: Nobody is there to mend it.
  requiredFields:
    - name: say-why
      when: action.name == 'refund.retry'
      fields: [rationale]
      reason: A refund is money.
  exceptions:
    - name: auditors
      from: [say-why]
      when: subject.id == 'auditor'
      owner: user:default/ada
      until: 2026-12-31
      reason: They write it elsewhere.
  standing:
    - name: nightly
      when: action.name == 'refund.nightly'
      rate: { count: 2, within: 1d }
      until: 2026-12-31
      reason: It ran for a year.
  rules:
    - name: careless
      when: action.properties.amount > 100
      decision: deny
      reason: Too much at once.
    - name: ask-us
      decision: require_approval
      reason: Refunds are ours to see.
      require:
        approvers: { all: [{ from: owners(resource) }, { from: 'group:default/books', count: 2 }] }
        deadline: 4h
        separation: [agent_owners]
        assurance: passkey
        reminders: [1h]
        reasonRequired: true
`;

const SHADOW = SCOPE.replace('name: payments', 'name: tomorrow')
  .replace('layer: scope', 'layer: scope\n  mode: shadow')
  .replace('owner: group:default/payments\n  rules', 'owner: group:default/refunds\n  rules');

const set = createPolicySet(
  [GUARDRAIL, SCOPE, REFUNDS, SHADOW].map(
    (text, index) => parsePolicy(text, `${index}.policy.yaml`).policy!,
  ),
);

function run(cases: string, findRecording?: FindRecording) {
  const text = `apiVersion: countersign.dev/v1
kind: PolicyTest
metadata: { name: refunds }
spec:
  at: 2026-11-23T10:00:00Z
  defaults:
    action: { name: refund.retry, properties: { amount: 10 } }
    resource: { owner: group:default/refunds }
    context: { rationale: It failed. }
  cases:
${cases}`;
  const { test, diagnostics } = parsePolicyTest(text, 'refunds.policy.test.yaml');
  expect(diagnostics).toEqual([]);
  return { text, test: test!, result: runPolicyTest(set, test!, findRecording) };
}

/** Runs one case and gives its differences as `path: expected ≠ actual «place»`. */
function differences(given: string, expect: string): string[] {
  const { text, result } = run(
    `    - name: a case\n      given: ${given}\n      expect: ${expect}\n`,
  );
  return result.cases[0]!.differences.map(
    ({ path, expected, actual, span }) =>
      `${path.join('.')}: ${expected} ≠ ${actual} «${text.slice(span.start, span.end)}»`,
  );
}

describe('what is stated is compared, at its place', () => {
  it.each<[string, string, string, string[]]>([
    ['decision', '{}', '{ decision: allow }', ['decision: allow ≠ require_approval «allow»']],
    ['decision that holds', '{}', '{ decision: require_approval }', []],
    ['level', '{}', '{ level: high }', ['level: high ≠ low «high»']],
    ['rule', '{}', '{ rule: careless }', ['rule: careless ≠ refunds/ask-us «careless»']],
    ['rule with its policy', '{}', '{ rule: refunds/ask-us }', []],
    ['a rule where there is none', '{ impact: { missing: [owner] } }', '{ level: unknown }', []],
    [
      'fallback',
      '{}',
      '{ fallback: true }',
      ['fallback: the fallback: no rule decides ≠ refunds/ask-us «true»'],
    ],
    ['no fallback', '{}', '{ fallback: false }', []],
    [
      'rules',
      '{}',
      '{ rules: [ask-us, careless] }',
      ['rules.1: careless counts ≠ refunds/ask-us «careless»'],
    ],
    [
      'raises',
      '{ resource: { tier: 0 } }',
      '{ raises: [personal-data] }',
      ['raises: personal-data ≠ tier-0 «[personal-data]»'],
    ],
    ['raises that hold', '{ resource: { tier: 0 } }', '{ raises: [organisation/tier-0] }', []],
    ['no raises', '{ resource: { tier: 0 } }', '{ raises: [] }', ['raises: none ≠ tier-0 «[]»']],
    ['score', '{}', '{ score: 50 }', ['score: 50 ≠ 3 «50»']],
    ['bounds', '{}', '{ score: { min: 40 } }', ['score: 40 to 100 ≠ 3 «{ min: 40 }»']],
    ['bounds that hold', '{}', '{ score: { min: 1, max: 9 } }', []],
    [
      'reasonsContain',
      '{}',
      '{ reasonsContain: [ours, theirs] }',
      ['reasonsContain.1: a reason with “theirs” ≠ “Refunds are ours to see.” «theirs»'],
    ],
    [
      'requirement of what is denied',
      '{ action: { properties: { amount: 101 } } }',
      '{ requirement: { deadline: 4h } }',
      ['requirement: a requirement ≠ none: nobody is asked «{ deadline: 4h }»'],
    ],
    [
      'approvers in another order',
      '{}',
      '{ requirement: { approvers: { all: [{ from: "group:default/books", count: 2 }, { from: owners(resource) }] } } }',
      [],
    ],
    [
      'everything of a requirement',
      '{}',
      '{ requirement: { approvers: { from: owners(resource) }, asks: ["group:default/desk"], deadline: 8h, separation: [], assurance: session, reasonRequired: false, reminders: [30m], end: wait } }',
      [
        'requirement.approvers: 1 owner of the target ≠ 1 owner of the target and 2 of group books «{ from: owners(resource) }»',
        'requirement.asks.0: group:default/desk is asked ≠ owners(resource), group:default/books «"group:default/desk"»',
        'requirement.deadline: 8h ≠ 4 hours «8h»',
        'requirement.separation: none ≠ agent_owners «[]»',
        'requirement.assurance: session ≠ passkey «session»',
        'requirement.reasonRequired: false ≠ true «false»',
        'requirement.reminders: 30 minutes ≠ 1 hour «[30m]»',
        'requirement.end: wait ≠ deny «wait»',
      ],
    ],
    [
      'everything of a requirement that holds',
      '{}',
      '{ requirement: { asks: ["group:default/books"], deadline: 4h, separation: [agent_owners], assurance: passkey, reasonRequired: true, reminders: [60m], end: deny } }',
      [],
    ],
    ['holds', '{}', '{ holds: [year-end] }', ['holds: year-end ≠ none «[year-end]»']],
    ['no holds', '{}', '{ holds: [], missingFields: [], exceptions: [], faults: [] }', []],
    [
      'missingFields',
      '{ context: { rationale: x } }',
      '{ missingFields: [rationale] }',
      ['missingFields: rationale ≠ none «[rationale]»'],
    ],
    [
      'standing',
      '{ action: { name: refund.nightly } }',
      '{ decision: allow, standing: [nightly] }',
      [],
    ],
    [
      'standing whose rate is used up',
      '{ action: { name: refund.nightly }, usage: [{ standing: nightly, used: 2, usedWithinRate: 2 }] }',
      '{ standing: [nightly] }',
      ['standing: nightly ≠ refunds/nightly (refused: rate) «[nightly]»'],
    ],
    [
      'standing that is refused, and why',
      '{ action: { name: refund.nightly }, usage: [{ standing: refunds/nightly, used: 2, usedWithinRate: 2 }] }',
      '{ decision: require_approval, standing: [{ name: nightly, refused: rate }] }',
      [],
    ],
    ['breakGlass', '{}', '{ breakGlass: true }', ['breakGlass: offered ≠ not offered «true»']],
    [
      'shadow',
      '{ action: deployment.restart }',
      '{ shadow: { tomorrow: deny } }',
      ['shadow.tomorrow: deny ≠ allow «deny»'],
    ],
    [
      'faults',
      '{ action: { name: x, properties: { amount: many } } }',
      '{ faults: [] }',
      ['faults: none ≠ refunds/careless «[]»'],
    ],
    [
      'faults that are expected',
      '{ action: { name: x, properties: { amount: many } } }',
      '{ faults: [careless] }',
      [],
    ],
  ])('%s', (_, given, expected, found) => {
    expect(differences(given, expected)).toEqual(found);
  });
});

describe('what is given', () => {
  it('is laid over the defaults, and these over a harmless action', () => {
    const { result } = run(`
    - name: much
      at: 2026-11-24T10:00:00Z
      given:
        subject: auditor
        action: { properties: { currency: GBP } }
        resource: resource:default/books
        context: { incidents: [INC-1], rollbackPlan: { description: Back. } }
        impact: { blastRadius: 3, effects: { security: major }, missing: [tier] }
      expect: { decision: require_approval }
`);
    expect(result.cases[0]!.decided!.input).toEqual({
      proposal: {
        subject: { type: 'agent', id: 'auditor' },
        action: { name: 'refund.retry', properties: { amount: 10, currency: 'GBP' } },
        resource: { type: 'resource', id: 'resource:default/books' },
        context: {
          rationale: 'It failed.',
          incidents: ['INC-1'],
          rollbackPlan: { description: 'Back.' },
        },
      },
      resource: {
        ref: 'resource:default/books',
        known: true,
        kind: 'resource',
        owner: 'group:default/refunds',
        ownerAncestors: [],
        tags: [],
      },
      factors: {
        actionType: 'refund.retry',
        reversibility: 'reversible',
        effects: {
          performance: 'none',
          security: 'major',
          dataAccess: 'none',
          serviceDisruption: 'none',
        },
        blastRadius: { size: 3, tier0: 0, tier1: 0, depth: 1, owners: [], hits: [] },
        rollbackPlan: 'given',
        confidence: 1,
        missing: ['tier'],
        sources: [],
      },
      at: '2026-11-24T10:00:00Z',
      usage: [{ policy: 'refunds', standing: 'nightly', used: 0, usedWithinRate: 0 }],
    });
  });

  it('may be missing: a type that is not registered, a target that is not there', () => {
    const { result } = run(`
    - name: no type
      given: { impact: { missing: [action_type] } }
      expect: { level: unknown }
    - name: no target
      given: { impact: { missing: [target] } }
      expect: { level: unknown }
`);
    expect(result.failed).toBe(0);
    const [type, target] = result.cases.map(({ decided }) => decided!.input);
    expect(type!.factors).not.toHaveProperty('actionType');
    expect(type!.factors).not.toHaveProperty('reversibility');
    expect(target!.resource.known).toBe(false);
  });

  it('may be a recording, and what is given is laid over it', () => {
    const recording: Recording = { ...example(), id: 'r-1', reviews: [] };
    expect(recordingSchema.safeParse(recording).success).toBe(true);
    const { test, result } = run(
      `
    - name: as it was
      recording: { set: spring, id: r-1 }
      expect: { rule: restarts, decision: allow }
    - name: as it would have been, had it hit more
      recording: { set: spring, id: r-1 }
      given: { impact: { blastRadius: 50 } }
      expect: { fallback: true, level: critical }
    - name: at night
      recording: { set: spring, id: r-1 }
      at: 2026-11-23T02:00:00Z
      expect: { rule: restarts }
    - name: another
      recording: { set: spring, id: r-2 }
      expect: { decision: deny }
`,
      ref => (ref.id === 'r-1' ? recording : undefined),
    );
    expect(recordingsOf(test)).toEqual([
      { set: 'spring', id: 'r-1' },
      { set: 'spring', id: 'r-2' },
    ]);
    expect(result.cases.map(({ passed }) => passed)).toEqual([true, false, true, false]);
    expect(result.cases[0]!.decided!.input).toEqual(example());
    expect(result.cases[2]!.decided!.input.at).toBe('2026-11-23T02:00:00Z');
    expect(result.cases[3]).toMatchObject({
      faults: [{ code: 'test-unknown-recording' }],
      differences: [],
    });
    expect(result.cases[3]).not.toHaveProperty('decided');
  });
});

it('tells the fallback from holds and from missing fields, which decide without a rule', () => {
  const mute = example(({ proposal }) => {
    delete proposal.context.rationale;
  });
  const { result } = run(
    `
    - name: held
      at: 2026-12-20T00:00:00Z
      expect: { fallback: true }
    - name: mute
      recording: { set: spring, id: r-1 }
      given: { action: refund.retry, resource: { owner: group:default/refunds } }
      expect: { rule: careless, missingFields: [rationale] }
    - name: held, and not the fallback
      at: 2026-12-20T00:00:00Z
      expect: { decision: deny, fallback: false, holds: [year-end] }
    - name: a default of the guardrail
      given: { resource: { owner: group:default/other }, action: other }
      expect: { rule: organisation/low-by-day, fallback: false }
`,
    () => ({ ...mute, id: 'r-1', reviews: [] }),
  );
  expect(result.cases.map(one => one.differences.map(({ actual }) => actual))).toEqual([
    ['no rule: held by refunds/year-end'],
    ['no rule: rationale is missing'],
    [],
    [],
  ]);
});

it('explains what was decided', () => {
  const { result } = run('    - { name: a, expect: { decision: allow } }\n');
  expect(result.cases[0]!.decided!.explanation.summary).toContain('Refunds are ours to see.');
});

describe('coverage', () => {
  it('counts of every condition what was seen, over several tests', () => {
    const one = run(`
    - { name: asks, expect: { rule: ask-us } }
    - { name: held, at: 2026-12-20T00:00:00Z, expect: { holds: [year-end] } }
`);
    const two = run(`
    - name: fails
      given: { action: { name: x, properties: { amount: many } } }
      expect: { faults: [careless] }
    - name: nightly
      given: { action: { name: refund.nightly } }
      expect: { decision: allow }
`);
    const { conditions, rules, outcomes } = coverageOf([one.result, two.result]);
    const of = (name: string) => conditions.find(row => row.name === name);
    expect(of('careless')).toMatchObject({
      policy: 'refunds',
      uri: '2.policy.yaml',
      part: 'rule',
      always: false,
      reached: false,
      decided: 0,
    });
    expect(of('careless')!.seen).toMatchObject({ true: 0, fault: 1 });
    expect(of('ask-us')).toMatchObject({ always: true, reached: true });
    expect(of('nightly')).toMatchObject({ part: 'standing', reached: true });
    expect(of('auditors')).toMatchObject({ part: 'exception', reached: false });
    expect(of('restarts')).toMatchObject({ reached: false, seen: { true: 0, false: 0, fault: 0 } });
    expect(rules).toEqual({ reached: 1, total: 8 });
    expect(percentOf(rules)).toBe(12);
    expect(outcomes.total).toBe(conditions.reduce((sum, { always }) => sum + (always ? 1 : 2), 0));
    expect(outcomes.reached).toBeLessThan(outcomes.total);
  });

  it('is whole where there is nothing to reach, and only then or when all is reached', () => {
    expect(percentOf({ reached: 0, total: 0 })).toBe(100);
    expect(percentOf({ reached: 999, total: 1000 })).toBe(99);
    expect(percentOf({ reached: 3, total: 3 })).toBe(100);
  });
});
