import { decisionSchema, type DecisionInput } from '@countersign/model';
import { parsePolicy } from '../parse/parsePolicy';
import type { Policy } from '../plan/Policy';
import { createPolicySet, PolicySetFault } from '../plan/PolicySet';
import { example, GUARDRAIL, SCOPE } from '../testing/examples';
import { decide } from './decide';

function policy(text: string): Policy {
  const parsed = parsePolicy(text, 'test.policy.yaml');
  expect(parsed.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return parsed.policy!;
}

function decideWith(texts: string[], change?: (input: DecisionInput) => void) {
  const decision = decide(createPolicySet(texts.map(policy)), example(change));
  expect(decisionSchema.safeParse(decision).error).toBeUndefined();
  return decision;
}

const action =
  (name: string, properties = {}) =>
  (input: DecisionInput) => {
    input.proposal.action = { name, properties };
  };
const uncovered = (input: DecisionInput) => {
  input.resource.owner = 'group:default/search';
  input.resource.ownerAncestors = [];
};
const scope = (name: string, covers: string, rule: string) =>
  SCOPE.replace('name: payments', `name: ${name}`)
    .replace('- owner: group:default/payments', `- ${covers}`)
    .replace(/ {2}rules:[^]*/, `  rules:\n    - { name: only, ${rule} }\n`);
const asks = (approvers: string) =>
  `decision: require_approval, reason: Ask., require: { approvers: { ${approvers} } }`;

describe('which rules count', () => {
  it('lets the first matching rule of a covering scope policy decide', () => {
    expect(decideWith([GUARDRAIL, SCOPE])).toMatchObject({
      decision: 'allow',
      rule: { policy: 'payments', rule: 'restarts' },
      reasons: ['Payments lets agents restart its services.'],
      faults: [],
    });
  });

  it('lets a mandatory rule prevail over a scope that allows', () => {
    const scopeAllows = scope(
      'payments',
      'owner: group:default/payments',
      'decision: allow, reason: Yes.',
    );
    expect(decideWith([GUARDRAIL, scopeAllows], action('database.drop'))).toMatchObject({
      decision: 'deny',
      rule: { policy: 'organisation', rule: 'never-drop-data' },
      rules: [
        { rule: 'never-drop-data', decision: 'deny' },
        { rule: 'only', decision: 'allow' },
      ],
      reasons: ['Databases are dropped by people.'],
    });
  });

  it('lets a default hold only where no scope policy covers', () => {
    expect(decideWith([GUARDRAIL, SCOPE], uncovered)).toMatchObject({
      decision: 'require_approval',
      rule: { policy: 'organisation', rule: 'ask-the-owner' },
    });
  });

  it('covers by an ancestor of the owner, by system and by component', () => {
    for (const covers of [
      'owner: group:default/commerce',
      'system: system:default/shop',
      'component: component:default/checkout',
    ]) {
      const text = scope('other', covers, 'decision: deny, reason: No.');
      expect(decideWith([GUARDRAIL, text]).rule).toEqual({ policy: 'other', rule: 'only' });
    }
    const elsewhere = scope(
      'other',
      'component: component:default/search',
      'decision: deny, reason: No.',
    );
    expect(decideWith([GUARDRAIL, elsewhere]).decision).toBe('require_approval');
  });

  it('takes the strictest of several covering scope policies', () => {
    const shop = scope('shop', 'system: system:default/shop', asks('from: group:default/shop'));
    expect(decideWith([GUARDRAIL, SCOPE, shop])).toMatchObject({
      decision: 'require_approval',
      rule: { policy: 'shop', rule: 'only' },
      requirement: { approvers: { from: 'group:default/shop', count: 1 } },
    });
  });

  it('leaves policies in shadow and disabled ones out', () => {
    const off = scope('shop', 'system: system:default/shop', 'decision: deny, reason: No.');
    for (const mode of ['shadow', 'disabled']) {
      const set = createPolicySet(
        [GUARDRAIL, SCOPE, off.replace('layer: scope', `layer: scope\n  mode: ${mode}`)].map(
          policy,
        ),
      );
      expect(set.refs.map(({ name }) => name)).toEqual(['organisation', 'payments']);
      expect(decide(set, example()).decision).toBe('allow');
    }
  });
});

describe('the fallback', () => {
  it('answers for a covering policy without a match', () => {
    const decision = decideWith([GUARDRAIL, SCOPE], action('cache.flush'));
    expect(decision).toMatchObject({
      decision: 'require_approval',
      rules: [],
      reasons: ['No rule of payments, which covers the target, matches.'],
      requirement: {
        approvers: { from: 'group:default/platform', count: 1 },
        deadlineMinutes: 240,
      },
    });
    expect(decision.rule).toBeUndefined();
  });

  it('answers where nothing covers and no default matches, and denies where the guardrail says so', () => {
    const bare = GUARDRAIL.replace(/ {4}- name: low-by-day[^]*/, '');
    expect(decideWith([bare]).decision).toBe('require_approval');
    const denies = bare.replace('fallback:', 'fallback:\n    uncovered: deny');
    expect(decideWith([denies])).toMatchObject({
      decision: 'deny',
      reasons: ['No policy covers the target, and no default matches.'],
    });
    expect(decideWith([denies, SCOPE], action('cache.flush')).decision).toBe('deny');
  });

  it('is asked too when the level is unknown, whatever the scope allows', () => {
    const anything = scope(
      'payments',
      'owner: group:default/payments',
      'decision: allow, reason: Yes.',
    );
    for (const [change, mend] of [
      [
        (input: DecisionInput) => (input.resource.known = false),
        'register it, or give its entity this alias',
      ],
      [
        (input: DecisionInput) => input.factors.missing.push('owner'),
        'has no owner in the catalog',
      ],
      [
        (input: DecisionInput) => input.factors.missing.push('action_type'),
        'is not a registered action type',
      ],
      [
        (input: DecisionInput) => delete input.factors.reversibility,
        'is not a registered action type',
      ],
    ] as const) {
      const decision = decideWith([GUARDRAIL, anything], input => void change(input));
      expect(decision).toMatchObject({ decision: 'require_approval', level: 'unknown' });
      expect(decision.rule).not.toEqual({ policy: 'payments', rule: 'only' });
      expect(decision.reasons.join()).toContain(mend);
      expect(JSON.stringify(decision.requirement)).toContain('group:default/platform');
    }
  });

  it('is not asked when an unknown action is denied', () => {
    const decision = decideWith([GUARDRAIL, SCOPE], input => {
      action('database.drop')(input);
      input.resource.known = false;
    });
    expect(decision).toMatchObject({ decision: 'deny', level: 'unknown' });
    expect(decision.requirement).toBeUndefined();
  });

  it('is asked too when a condition fails, with the place of the fault', () => {
    const open = `${SCOPE}    - { name: rest, decision: allow, reason: Yes. }\n`;
    const decision = decideWith([GUARDRAIL, open], action('deployment.scale'));
    expect(decision).toMatchObject({
      decision: 'require_approval',
      rules: [{ policy: 'payments', rule: 'rest', decision: 'allow' }],
      faults: [{ policy: 'payments', rule: 'scaling', message: 'There is no "replicas" here.' }],
    });
    const { start, end } = decision.faults[0]!;
    expect(open.slice(start, end)).toBe('replicas');
  });

  it('takes a value that is no condition for a fault', () => {
    const text = scope(
      'payments',
      'owner: group:default/payments',
      'when: action.properties.replicas, decision: allow, reason: Yes.',
    );
    const decision = decideWith([GUARDRAIL, text]);
    expect(decision.decision).toBe('require_approval');
    expect(decision.faults[0]!.message).toContain('neither true nor false');
  });

  it('is asked too when a raise fails', () => {
    const text = GUARDRAIL.replace(
      "when: impact.effects.dataAccess == 'major'",
      'when: action.properties.rows > 10',
    );
    const decision = decideWith([text, SCOPE]);
    expect(decision).toMatchObject({
      decision: 'require_approval',
      faults: [{ policy: 'organisation', rule: 'personal-data' }],
    });
  });
});

describe('requirements', () => {
  it('add up: parts joined, the greater count, the earliest deadline, every separation, a reason if any wants one', () => {
    const decision = decideWith([GUARDRAIL, SCOPE], input => {
      action('deployment.scale', { replicas: 5 })(input);
      input.factors.reversibility = 'irreversible';
      input.factors.blastRadius.size = 50;
    });
    expect(decision).toMatchObject({
      decision: 'require_approval',
      level: 'critical',
      rule: { policy: 'organisation', rule: 'critical-needs-two' },
      reasons: ['A critical action needs two people of the platform team.', 'Scaling costs money.'],
      requirement: {
        approvers: {
          all: [
            { from: 'group:default/platform', count: 2 },
            { from: 'owners(resource)', count: 1 },
          ],
        },
        deadlineMinutes: 60,
        separation: ['agent_owners'],
        reasonRequired: true,
      },
    });
  });
});

describe('the level', () => {
  it('is the cell of the matrix, raised', () => {
    const decision = decideWith([GUARDRAIL, SCOPE], input => {
      input.resource.tier = 0;
      input.factors.effects.dataAccess = 'major';
      input.factors.blastRadius.size = 4;
    });
    expect(decision).toMatchObject({
      level: 'high',
      derivation: {
        reversibility: 'reversible',
        band: 'wide',
        cell: 'moderate',
        raises: [{ name: 'tier-0', from: 'moderate', to: 'high' }],
      },
    });
  });

  it('stops at critical when it is raised by steps', () => {
    const by3 = GUARDRAIL.replace('by: 1', 'by: 3');
    const decision = decideWith([by3, SCOPE], input => (input.resource.tier = 0));
    expect(decision.level).toBe('critical');
  });

  it.each([
    [0, 'contained'],
    [1, 'local'],
    [3, 'local'],
    [10, 'wide'],
    [11, 'systemic'],
  ])('puts %i dependents into the band %s', (size, band) => {
    const decision = decideWith(
      [GUARDRAIL, SCOPE],
      input => (input.factors.blastRadius.size = size),
    );
    expect(decision.derivation.band).toBe(band);
  });

  it('is scored by contributions that add up to it', () => {
    const decision = decideWith([GUARDRAIL, SCOPE]);
    expect(decision.score).toBe(27);
    expect(decision.contributions.reduce((sum, { points }) => sum + points, 0)).toBe(27);
  });
});

describe('values of parameters', () => {
  it.each([
    ['action.properties.n > 3', 5],
    ['action.properties.n > 3', 5.5],
    ['action.properties.n == 5', 5],
    ['action.properties.n + 1 == 6', 5],
    ['action.properties.n in [3, 5]', 5],
    ['action.properties.n < 5.5', 5],
    ["action.properties.n.contains('x')", 'axb'],
    ['action.properties.n == null', null],
    ['size(action.properties.n) == 2', [1, 2]],
    ['action.properties.n.exists(item, item.name == 2)', [{ name: 2 }]],
    [
      'has(action.properties.n.constructor) && action.properties.n.constructor == 1',
      { constructor: 1 },
    ],
    ['!has(action.properties.m)', 1],
  ])('%s with %j', (when, n) => {
    const text = scope(
      'payments',
      'owner: group:default/payments',
      `when: "${when}", decision: allow, reason: Yes.`,
    );
    expect(decideWith([GUARDRAIL, text], action('x', { n }))).toMatchObject({
      decision: 'allow',
      faults: [],
    });
  });
});

it('refuses policies that cannot decide together', () => {
  expect(() => createPolicySet([])).toThrow(PolicySetFault);
  expect(() => createPolicySet([policy(SCOPE)])).toThrow(/No active guardrail/);
});
