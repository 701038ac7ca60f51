import { decisionSchema, type Decision, type DecisionInput } from '@countersign/model';
import { parsePolicy } from '../parse/parsePolicy';
import { createPolicySet } from '../plan/PolicySet';
import { example, GUARDRAIL, SCOPE } from '../testing/examples';
import { decide } from './decide';

/** A policy's text with more parts before its rules. */
const withParts = (text: string, parts: string) => text.replace(/^ {2}rules:/m, `${parts}  rules:`);

function decideWith(texts: readonly string[], change?: (input: DecisionInput) => void): Decision {
  const policies = texts.map(text => {
    const { policy, diagnostics } = parsePolicy(text, 'test.policy.yaml');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return policy!;
  });
  const decision = decide(createPolicySet(policies), example(change));
  expect(decisionSchema.safeParse(decision).error).toBeUndefined();
  return decision;
}

const scaling = (replicas: number) => (input: DecisionInput) => {
  input.proposal.action = { name: 'deployment.scale', properties: { replicas } };
};
const at = (instant: string) => (input: DecisionInput) => {
  input.at = instant;
};
const and =
  (...changes: ((input: DecisionInput) => void)[]) =>
  (input: DecisionInput) =>
    changes.forEach(change => change(input));

describe('scheduled holds', () => {
  const FREEZE = `  holds:
    - name: peak
      when: impact.reversibility != 'read_only'
      zone: Europe/London
      from: 2026-12-19T18:00
      to: 2027-01-04T08:00
      reason: The busiest weeks of the year.
`;

  it('deny what a guardrail holds, and say until when', () => {
    const held = decideWith([withParts(GUARDRAIL, FREEZE), SCOPE], at('2026-12-24T10:00:00.000Z'));
    expect(held).toMatchObject({
      decision: 'deny',
      reasons: ['The busiest weeks of the year.'],
      holds: [{ policy: 'organisation', hold: 'peak', until: '2027-01-04T08:00:00.000Z' }],
      rules: [{ rule: 'restarts', decision: 'allow' }],
    });
    expect(held.rule).toBeUndefined();
  });

  it.each([
    ['before it begins', '2026-12-19T17:59:59.999Z'],
    ['when it has ended', '2027-01-04T08:00:00.000Z'],
  ])('say nothing %s', (_, instant) => {
    const decision = decideWith([withParts(GUARDRAIL, FREEZE), SCOPE], at(instant));
    expect(decision).toMatchObject({ decision: 'allow' });
    expect(decision.holds).toBeUndefined();
  });

  it('say nothing of what their condition leaves out', () => {
    const decision = decideWith(
      [withParts(GUARDRAIL, FREEZE), SCOPE],
      and(at('2026-12-24T10:00:00.000Z'), input => {
        input.factors.reversibility = 'read_only';
      }),
    );
    expect(decision.decision).toBe('allow');
  });

  it('of a scope policy stop only what it covers', () => {
    const texts = [GUARDRAIL, withParts(SCOPE, FREEZE)];
    const elsewhere = (input: DecisionInput) => {
      input.resource.owner = 'group:default/search';
      input.resource.ownerAncestors = [];
    };
    const during = at('2026-12-24T10:00:00.000Z');
    expect(decideWith(texts, during).decision).toBe('deny');
    expect(decideWith(texts, and(during, elsewhere)).holds).toBeUndefined();
  });

  it('recur with a window, and end when it closes', () => {
    const nightly = `  holds:
    - name: batch
      window: night
      reason: The batch runs.
  windows:
    night: { zone: America/New_York, days: [mon, tue], from: '22:00', to: '04:00' }
`;
    const texts = [GUARDRAIL, withParts(SCOPE, nightly)];
    // 23:30 on Tuesday in New York.
    expect(decideWith(texts, at('2026-11-25T04:30:00.000Z')).holds).toEqual([
      { policy: 'payments', hold: 'batch', until: '2026-11-25T09:00:00.000Z' },
    ]);
    expect(decideWith(texts, at('2026-11-25T09:00:00.000Z')).holds).toBeUndefined();
  });

  it.each([
    [
      'that is left out, when the clocks leave it out',
      '2026-03-29T00:40:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ],
    ['that comes twice, the first time', '2026-10-24T23:40:00.000Z', '2026-10-25T00:30:00.000Z'],
    ['that comes twice, the second time', '2026-10-25T01:10:00.000Z', '2026-10-25T01:30:00.000Z'],
  ])('end with a window at a local time %s', (_, instant, until) => {
    const hold = `  holds: [{ name: batch, window: night, reason: The batch runs. }]
  windows:
    night: { zone: Europe/London, days: [sun], from: '00:30', to: '01:30' }
`;
    expect(decideWith([GUARDRAIL, withParts(SCOPE, hold)], at(instant)).holds).toEqual([
      { policy: 'payments', hold: 'batch', until },
    ]);
  });

  it('leave room for a stricter word: a mandatory denial is named first', () => {
    const decision = decideWith(
      [withParts(GUARDRAIL, FREEZE), SCOPE],
      and(at('2026-12-24T10:00:00.000Z'), input => {
        input.proposal.action = { name: 'database.drop' };
      }),
    );
    expect(decision.rule).toEqual({ policy: 'organisation', rule: 'never-drop-data' });
    expect(decision.reasons).toContain('The busiest weeks of the year.');
  });
});

describe('required fields', () => {
  const REQUIRED = `  requiredFields:
    - name: say-why
      when: action.name.startsWith('deployment.')
      fields: [rationale, incidents, rollbackPlan, properties.replicas]
      reason: A reviewer at night needs these.
`;

  it('deny with the list of what is missing, and with nothing else of it', () => {
    expect(
      decideWith([withParts(GUARDRAIL, REQUIRED), SCOPE], input => {
        input.proposal.action = { name: 'deployment.restart', properties: {} };
        input.proposal.context = { rationale: 'It leaks.', incidents: [] };
      }),
    ).toMatchObject({
      decision: 'deny',
      missingFields: ['incidents', 'properties.replicas', 'rollbackPlan'],
      reasons: ['A reviewer at night needs these.'],
    });
  });

  it('are content when all is said', () => {
    const decision = decideWith([withParts(GUARDRAIL, REQUIRED), SCOPE], input => {
      input.proposal.context.rollbackPlan = { description: 'Scale back.' };
    });
    expect(decision.decision).toBe('allow');
    expect(decision.missingFields).toBeUndefined();
  });

  it('take a parameter by its own name only', () => {
    const proto = REQUIRED.replace('properties.replicas', 'properties.toString');
    const decision = decideWith([withParts(GUARDRAIL, proto), SCOPE], input => {
      input.proposal.context.rollbackPlan = { description: 'Scale back.' };
    });
    expect(decision.missingFields).toEqual(['properties.toString']);
  });
});

describe('standing approvals', () => {
  const STANDING = `  standing:
    - name: small-scaling
      when: action.name == 'deployment.scale' && action.properties.replicas <= 3
      rate: { count: 2, within: 1h }
      count: 10
      until: 2026-12-31
      reason: Three replicas fit the reserved capacity.
`;
  const texts = [GUARDRAIL, withParts(SCOPE, STANDING)];
  const used = (total: number, withinRate: number) => (input: DecisionInput) => {
    input.usage = [
      { policy: 'payments', standing: 'small-scaling', used: total, usedWithinRate: withinRate },
    ];
  };

  it('let run what a rule of their policy would ask about', () => {
    expect(decideWith(texts, and(scaling(3), used(9, 1)))).toMatchObject({
      decision: 'allow',
      rule: { policy: 'payments', rule: 'scaling' },
      rules: [{ policy: 'payments', rule: 'scaling', decision: 'allow' }],
      reasons: ['Three replicas fit the reserved capacity.'],
      standing: [{ policy: 'payments', standing: 'small-scaling' }],
    });
  });

  it.each([
    ['outside their bounds', and(scaling(4), used(0, 0)), undefined],
    ['when they are used up', and(scaling(3), used(10, 0)), 'used_up'],
    ['when they are used too often', and(scaling(3), used(2, 2)), 'rate'],
    ['when nobody knows how often', scaling(3), 'usage_unknown'],
    ['when they have ended', and(scaling(3), used(0, 0), at('2027-01-01T00:00:00.000Z')), 'ended'],
  ])('ask %s', (_, change, refused) => {
    const decision = decideWith(texts, change);
    expect(decision.decision).toBe('require_approval');
    expect(decision.standing?.[0]?.refused).toBe(refused);
  });

  it('hold to the end of their last day', () => {
    const late = and(scaling(3), used(0, 0), at('2026-12-31T23:59:59.999Z'));
    expect(decideWith(texts, late).decision).toBe('allow');
  });

  it('never touch a mandatory rule', () => {
    const decision = decideWith(
      texts,
      and(scaling(3), used(0, 0), input => {
        input.factors.reversibility = 'irreversible';
        input.factors.blastRadius.size = 50;
      }),
    );
    expect(decision).toMatchObject({
      decision: 'require_approval',
      rule: { rule: 'critical-needs-two' },
    });
  });

  it('never touch what is unknown', () => {
    const decision = decideWith(
      texts,
      and(scaling(3), used(0, 0), input => {
        input.factors.missing = ['owner'];
      }),
    );
    expect(decision.decision).toBe('require_approval');
  });
});

describe('exceptions', () => {
  const EXCEPTION = `  exceptions:
    - name: migration
      from: [critical-needs-two]
      when: subject.id == 'remediator'
      owner: group:default/platform
      until: 2026-12-31
      reason: The migration moves everything.
`;
  const texts = [withParts(GUARDRAIL, EXCEPTION), SCOPE];
  const critical = (input: DecisionInput) => {
    input.factors.reversibility = 'irreversible';
    input.factors.blastRadius.size = 50;
    input.proposal.action = { name: 'deployment.scale', properties: { replicas: 2 } };
  };

  it('keep a rule from counting, and are named', () => {
    const decision = decideWith(texts, critical);
    expect(decision.rules.map(({ rule }) => rule)).toEqual(['scaling']);
    expect(decision.exceptions).toEqual([
      { policy: 'organisation', exception: 'migration', from: 'critical-needs-two' },
    ]);
  });

  it.each([
    ['after their last day', at('2027-01-01T00:00:00.000Z')],
    [
      'where their condition does not hold',
      (input: DecisionInput) => {
        input.proposal.subject.id = 'scaler';
      },
    ],
  ])('lift nothing %s', (_, change) => {
    const decision = decideWith(texts, and(critical, change));
    expect(decision.rules.map(({ rule }) => rule)).toEqual(['critical-needs-two', 'scaling']);
    expect(decision.exceptions).toBeUndefined();
  });

  it('are not named where what they lift would not have counted', () => {
    expect(decideWith(texts).exceptions).toBeUndefined();
  });

  it('of a rule in a scope policy let the next one answer', () => {
    const scope = withParts(SCOPE, EXCEPTION.replace('critical-needs-two', 'restarts')).replace(
      / {4}- name: scaling[^]*/,
      `    - { name: rest, decision: deny, reason: No. }\n`,
    );
    expect(decideWith([GUARDRAIL, scope])).toMatchObject({
      decision: 'deny',
      rule: { rule: 'rest' },
    });
  });

  it('ask the fallback approver when their condition fails', () => {
    const broken = EXCEPTION.replace("subject.id == 'remediator'", 'action.properties.gone == 1');
    const decision = decideWith([withParts(GUARDRAIL, broken), SCOPE], critical);
    expect(decision.faults).toMatchObject([{ policy: 'organisation', rule: 'migration' }]);
    expect(decision.rules.map(({ rule }) => rule)).toContain('critical-needs-two');
  });
});

describe('what guardrails demand from a level up', () => {
  const LEVELS = `  levels:
    moderate: { separation: [agent_owners], reasonRequired: true }
    high: { assurance: fresh_sign_in, separation: [policy_author] }
    critical: { assurance: passkey }
`;
  const texts = [withParts(GUARDRAIL, LEVELS), SCOPE];

  it('is added to whatever rule asks', () => {
    expect(decideWith(texts, scaling(3)).requirement).toEqual({
      approvers: { from: 'owners(resource)', count: 1 },
      deadlineMinutes: 60,
      separation: ['agent_owners'],
      reasonRequired: true,
    });
  });

  it('adds up to the level', () => {
    const decision = decideWith(
      texts,
      and(scaling(3), input => {
        input.factors.reversibility = 'irreversible';
      }),
    );
    expect(decision.level).toBe('high');
    expect(decision.requirement).toMatchObject({
      separation: ['agent_owners', 'policy_author'],
      assurance: 'fresh_sign_in',
    });
  });

  it('holds for what is unknown too', () => {
    const decision = decideWith(texts, input => {
      input.resource.known = false;
    });
    expect(decision.requirement).toMatchObject({ assurance: 'passkey' });
  });
});

describe('roles', () => {
  const ROLES = `  roles:
    incident-commander: [user:default/ann, group:default/commanders]
`;
  const scope = SCOPE.replace('owners(resource) }', 'role:incident-commander }').replace(
    '        deadline: 1h\n',
    `        deadline: 1h
        escalation:
          end: wait
          steps:
            - { after: 30m, to: { any: [{ from: role:incident-commander, count: 2 }, { from: oncall(resource) }] } }
`,
  );

  it('stand in a decision with whom they stand for', () => {
    const refs = ['group:default/commanders', 'user:default/ann'];
    const own = { from: 'role:incident-commander', count: 1, refs };
    expect(decideWith([withParts(GUARDRAIL, ROLES), scope], scaling(3)).requirement).toEqual({
      approvers: own,
      deadlineMinutes: 60,
      separation: [],
      reasonRequired: true,
      escalation: [
        {
          afterMinutes: 30,
          instead: own,
          to: {
            any: [
              { ...own, count: 2 },
              { from: 'oncall(resource)', count: 1 },
            ],
          },
        },
      ],
      end: 'wait',
    });
  });
});

describe('break-glass', () => {
  const GLASS = `  breakGlass:
    when: impact.reversibility != 'irreversible'
    approvers: { from: group:default/platform, count: 2 }
    lasts: 10m
    page: [group:default/platform]
`;
  const texts = [withParts(GUARDRAIL, GLASS), SCOPE];

  it('is offered where something stands in the way', () => {
    expect(decideWith(texts, scaling(3)).breakGlass).toEqual({
      policy: 'organisation',
      approvers: { from: 'group:default/platform', count: 2 },
      assurance: 'fresh_sign_in',
      lastsMinutes: 10,
      page: ['group:default/platform'],
      reviewWithinMinutes: 1440,
    });
  });

  it('is offered where nobody is asked but for a condition that failed', () => {
    const broken = GUARDRAIL.replace(
      "impact.effects.dataAccess == 'major'",
      'action.properties.x > 1',
    );
    const decision = decideWith([withParts(broken, GLASS), SCOPE]);
    expect(decision.decision).toBe('require_approval');
    expect(decision.breakGlass).toMatchObject({ policy: 'organisation' });
  });

  it.each([
    ['where the action runs anyway', () => undefined],
    [
      'where its condition does not hold',
      and(scaling(3), input => {
        input.factors.reversibility = 'irreversible';
      }),
    ],
  ])('is not offered %s', (_, change) => {
    expect(decideWith(texts, change).breakGlass).toBeUndefined();
  });
});

describe('policies in shadow mode', () => {
  it('record what they would have answered, and change nothing', () => {
    const shadow = SCOPE.replace('name: payments', 'name: stricter')
      .replace('layer: scope', 'layer: scope\n  mode: shadow')
      .replace('decision: allow', 'decision: deny');
    const plain = decideWith([GUARDRAIL, SCOPE]);
    expect(decideWith([GUARDRAIL, SCOPE, shadow])).toEqual({
      ...plain,
      shadow: [{ policy: 'stricter', rule: 'restarts', decision: 'deny' }],
    });
  });

  it('ask nobody when their condition fails', () => {
    const shadow = SCOPE.replace('name: payments', 'name: broken')
      .replace('layer: scope', 'layer: scope\n  mode: shadow')
      .replace("action.name == 'deployment.restart'", 'action.properties.gone == 1');
    const decision = decideWith([GUARDRAIL, SCOPE, shadow]);
    expect(decision).toMatchObject({ decision: 'allow', faults: [] });
    expect(decision.shadow).toEqual([{ policy: 'broken', decision: 'require_approval' }]);
  });

  it('of the organisation record each mandatory rule, and holds without a rule', () => {
    const shadow = `apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: next-year, owner: 'group:default/platform' }
spec:
  layer: guardrail
  mode: shadow
  holds:
    - { name: always, zone: UTC, from: 2026-01-01T00:00, to: 2027-01-01T00:00, reason: No. }
  rules:
    - { name: no-restarts, kind: mandatory, when: action.name == 'deployment.restart', decision: deny, reason: No. }
    - { name: by-default, kind: default, decision: allow, reason: Yes. }
`;
    expect(decideWith([GUARDRAIL, SCOPE, shadow]).shadow).toEqual([
      { policy: 'next-year', decision: 'deny' },
      { policy: 'next-year', rule: 'no-restarts', decision: 'deny' },
    ]);
  });

  it('keep to their own exceptions', () => {
    const shadow = (until: string) =>
      GUARDRAIL.replace('name: organisation', 'name: next')
        .replace(/ {2}impact:[^]* {2}windows:/, '  mode: shadow\n  windows:')
        .replace(
          '  rules:',
          `  exceptions:
    - name: migration
      from: [never-drop-data]
      owner: group:default/platform
      until: ${until}
      reason: The migration drops the old tables.
  rules:`,
        );
    const drop = (input: DecisionInput) => {
      input.proposal.action = { name: 'database.drop' };
    };
    expect(decideWith([GUARDRAIL, SCOPE, shadow('2026-01-01')], drop).shadow).toEqual([
      { policy: 'next', rule: 'never-drop-data', decision: 'deny' },
    ]);
    expect(decideWith([GUARDRAIL, SCOPE, shadow('2026-12-31')], drop).shadow).toBeUndefined();
  });
});
