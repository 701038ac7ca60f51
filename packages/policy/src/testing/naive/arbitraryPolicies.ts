import fc from 'fast-check';
import {
  ASSURANCES,
  DECISIONS,
  LEVELS,
  REVERSIBILITIES,
  SEPARATIONS,
  type Approvers,
} from '@countersign/model';

/** A policy as its author writes it, in JSON, which is YAML too. */
export interface RandomPolicy {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly owner: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

const DURATIONS = ['10m', '30m', '1h', '4h', '1d', '2d'];
const DAYS = ['2026-03-28', '2026-10-25', '2026-11-23', '2027-01-01'];

/** What raises may ask. */
const EARLY = [
  'true',
  'has(resource.tier) && resource.tier == 0',
  'impact.blastRadius.size > 5',
  "impact.effects.dataAccess == 'major'",
  'impact.confidence < 0.5',
  "impact.band == 'wide' || impact.reversibility == 'unknown'",
  'has(action.properties.replicas) && action.properties.replicas > 3',
  "action.properties.name.startsWith('a')",
];
const CONDITIONS = [
  ...EARLY,
  'true',
  'false',
  'has(action.properties.replicas) && action.properties.replicas == 4',
  'resource.known && !has(context.executor)',
  "action.name == 'deployment.restart'",
  "action.name in ['deployment.scale', 'database.drop']",
  "action.name.matches('^deployment[.]')",
  "atLeast(impact.level, 'moderate')",
  "!atLeast(impact.level, 'high')",
  "impact.level == 'low' || impact.level == 'unknown'",
  'impact.score >= 40',
  'resource.tier == 1',
  "has(resource.owner) && resource.owner == 'group:default/payments'",
  "resource.owner == 'group:default/payments' || resource.known",
  "'group:default/commerce' in resource.ownerAncestors",
  "resource.tags.exists(tag, tag.startsWith('p'))",
  'size(context.incidents) > 0',
  "context.rationale.contains('leak')",
  'context.rollbackPlan.testedAt < now',
  "now < timestamp('2026-11-24T00:00:00Z')",
  'now.getHours() >= 12',
  "subject.id == 'remediator' ? action.properties.replicas < 5 : false",
  "'tier' in impact.missing",
  'size(impact.blastRadius.owners) > 1',
];
const WINDOWS = {
  office: window('Europe/London', ['mon', 'tue', 'wed', 'thu', 'fri'], '09:00', '17:00'),
  night: window('America/New_York', ['fri', 'sat', 'sun'], '22:00', '06:00'),
  change: window('Europe/London', ['sun'], '00:30', '01:30'),
  weekend: window('Australia/Lord_Howe', ['sat', 'sun'], '00:00', '24:00'),
  early: window('Asia/Kathmandu', ['mon', 'tue', 'wed'], '00:00', '01:45'),
};
const WINDOW_NAMES = Object.keys(WINDOWS);

function window(zone: string, days: string[], from: string, to: string) {
  return { zone, days, from, to };
}

const condition = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...CONDITIONS) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...WINDOW_NAMES), fc.boolean())
      .map(([name, not]) => `${not ? '!' : ''}inWindow('${name}')`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...CONDITIONS),
        fc.constantFrom('&&', '||'),
        fc.constantFrom(...CONDITIONS),
      )
      .map(([one, join, two]) => `(${one}) ${join} (${two})`),
  },
);

const selection: fc.Arbitrary<Approvers> = fc.record({
  from: fc.constantFrom(
    'owners(resource)',
    'owners(blastRadius)',
    'oncall(resource)',
    'role:commander',
    'role:security',
    'group:default/sre',
    'user:default/ann',
  ),
  count: fc.integer({ min: 1, max: 3 }),
});
const some = fc.array(selection, { minLength: 1, maxLength: 3 });
const approvers: fc.Arbitrary<Approvers> = fc.oneof(
  { weight: 3, arbitrary: selection },
  { weight: 1, arbitrary: some.map(all => ({ all })) },
  { weight: 1, arbitrary: some.map(any => ({ any })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(selection, some)
      .map(([one, any]) => ({ all: [one, { all: [one, { any }] }] })),
  },
);

const require = fc.record(
  {
    approvers,
    deadline: fc.constantFrom('4h', '1d', '2d'),
    separation: fc.subarray([...SEPARATIONS]),
    assurance: fc.constantFrom(...ASSURANCES),
    reasonRequired: fc.boolean(),
    reminders: fc.subarray(['10m', '1h', '2h', '3h']),
    escalation: fc.record(
      {
        steps: fc
          .tuple(fc.subarray(['30m', '1h', '2h', '3h'], { minLength: 1 }), approvers)
          .map(([times, to]) => times.map(after => ({ after, to }))),
        end: fc.constantFrom('deny', 'wait'),
      },
      { requiredKeys: ['steps'] },
    ),
  },
  { requiredKeys: ['approvers'] },
);

/** A rule without its name and kind. */
export const arbitraryRule = fc
  .record(
    {
      when: condition,
      decision: fc.constantFrom(...DECISIONS, 'allow' as const, 'require_approval' as const),
      require,
    },
    { requiredKeys: ['decision', 'require'] },
  )
  .map(({ require: asked, ...rule }) => ({
    ...rule,
    ...(rule.decision === 'require_approval' && { require: asked }),
  }));

const hold = fc
  .tuple(
    fc.option(condition, { nil: undefined }),
    fc.oneof(
      fc.constantFrom(...WINDOW_NAMES).map(name => ({ window: name })),
      fc.constantFrom(
        { zone: 'Europe/London', from: '2026-10-25T01:30', to: '2026-11-24T09:00' },
        { zone: 'Europe/London', from: '2026-03-28T20:00', to: '2026-03-29T01:30' },
        { zone: 'Europe/London', from: '2026-10-24T12:00', to: '2026-10-25T01:30' },
        { zone: 'America/New_York', from: '2026-11-22T00:00', to: '2026-11-26T00:00' },
      ),
    ),
  )
  .map(([when, times]) => ({ ...(when !== undefined && { when }), ...times }));

const requiredFields = fc.record(
  {
    when: condition,
    fields: fc.subarray(
      [
        ...['rationale', 'rollbackPlan', 'incidents', 'onBehalfOf', 'successCriteria'],
        ...['executor', 'properties.replicas', 'properties.name', 'properties.a.b'],
      ],
      { minLength: 1, maxLength: 3 },
    ),
  },
  { requiredKeys: ['fields'] },
);

const standing = fc.record(
  {
    when: condition,
    rate: fc.record({
      count: fc.integer({ min: 1, max: 3 }),
      within: fc.constantFrom(...DURATIONS),
    }),
    count: fc.integer({ min: 1, max: 4 }),
    until: fc.constantFrom(...DAYS),
  },
  { requiredKeys: ['when', 'rate', 'until'] },
);

const exception = fc.record(
  {
    when: condition,
    until: fc.constantFrom(...DAYS),
    from: fc.array(fc.nat(20), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ['until', 'from'] },
);

/** Provisions that both layers have, with their names, and with exceptions from what there is. */
const parts = fc
  .record({
    mode: fc.constantFrom('active', 'active', 'active', 'shadow', 'disabled'),
    rules: fc.array(arbitraryRule, { minLength: 1, maxLength: 5 }),
    holds: sometimes(hold, 2),
    requiredFields: sometimes(requiredFields, 2),
    standing: sometimes(standing, 2),
    exceptions: sometimes(exception, 3),
  })
  .map(({ rules, holds, requiredFields: fields, standing: approvals, exceptions, mode }) => {
    const named = <T extends object>(prefix: string, entries: readonly T[]) =>
      entries.map((entry, index) => {
        const name = `${prefix}-${index}`;
        return { name, reason: `Because of ${name}.`, ...entry };
      });
    const all = {
      rules: named('rule', rules),
      holds: named('hold', holds),
      requiredFields: named('field', fields),
    };
    const names = Object.values(all).flatMap(each => each.map(({ name }) => name));
    return {
      ...{ mode, windows: WINDOWS, ...all, standing: named('standing', approvals) },
      exceptions: named('exception', exceptions).map(each => ({
        ...each,
        owner: 'group:default/platform',
        from: [...new Set(each.from.map(at => names[at % names.length]!))],
      })),
    };
  });

function sometimes<T>(arbitrary: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<T[]>([]) },
    { weight: 1, arbitrary: fc.array(arbitrary, { maxLength }) },
  );
}

const kind = fc.constantFrom('mandatory', 'default');
const guardrailParts = fc
  .tuple(parts, fc.array(kind, { minLength: 5, maxLength: 5 }))
  .map(([all, kinds]) => ({
    ...{ layer: 'guardrail', ...all },
    rules: all.rules.map((rule, index) => ({ ...rule, kind: kinds[index] })),
  }));
const level = fc.constantFrom(...LEVELS);
const row = fc.record({ contained: level, local: level, wide: level, systemic: level });
const MATRIX = Object.fromEntries(
  REVERSIBILITIES.map((name, index) => [
    name,
    {
      contained: LEVELS[Math.max(0, index - 1)],
      local: LEVELS[index],
      wide: LEVELS[index],
      systemic: LEVELS[Math.min(3, index + 1)],
    },
  ]),
);
const raise = fc
  .tuple(
    fc.constantFrom(...EARLY),
    fc.oneof(
      level.map(to => ({ to })),
      fc.integer({ min: 1, max: 3 }).map(by => ({ by })),
    ),
  )
  .map(([when, by]) => ({ when, ...by }));
const demands = fc.record({
  separation: fc.subarray([...SEPARATIONS]),
  assurance: fc.constantFrom(...ASSURANCES),
  reasonRequired: fc.boolean(),
});

/** The guardrail that carries the matrix, the fallback and the roles. */
const first = fc.record(
  {
    guardrail: guardrailParts,
    uncovered: fc.constantFrom('require_approval', 'deny'),
    fallback: require,
    matrix: fc.oneof(
      { weight: 3, arbitrary: fc.constant(MATRIX) },
      { weight: 1, arbitrary: row.map(each => ({ ...MATRIX, reversible: each })) },
    ),
    raises: fc.array(raise, { maxLength: 3 }),
    levels: fc.dictionary(level, demands, { maxKeys: 2 }),
    breakGlass: fc.record({ when: condition, approvers, lasts: fc.constantFrom('15m', '1h') }),
  },
  { requiredKeys: ['guardrail', 'uncovered', 'fallback', 'matrix', 'raises', 'levels'] },
);

const coverage = fc.constantFrom(
  { owner: 'group:default/payments' },
  { owner: 'group:default/commerce' },
  { system: 'system:default/shop' },
  { component: 'component:default/checkout' },
  { component: 'component:default/search' },
);
const scope = fc.tuple(parts, fc.array(coverage, { minLength: 1, maxLength: 2 }));

/** Policies that can decide together, with every provision of the language. */
export const arbitraryPolicies: fc.Arbitrary<RandomPolicy[]> = fc
  .tuple(first, fc.array(guardrailParts, { maxLength: 2 }), fc.array(scope, { maxLength: 3 }))
  .map(
    ([{ guardrail, fallback, uncovered, matrix, raises, levels, breakGlass }, others, scopes]) => [
      policy('organisation', {
        ...{ ...guardrail, mode: 'active', levels },
        impact: {
          bands: { contained: 0, local: 3, wide: 10 },
          matrix,
          raises: raises.map((each, index) => ({ name: `raise-${index}`, ...each })),
        },
        fallback: { uncovered, require: fallback },
        roles: {
          commander: ['user:default/zoe', 'group:default/duty'],
          security: ['group:default/security'],
        },
        ...(breakGlass && { breakGlass: { ...breakGlass, page: ['group:default/sre'] } }),
      }),
      ...others.map((spec, index) => policy(`guardrail-${index}`, spec)),
      ...scopes.map(([spec, covers], index) =>
        policy(`a-scope-${index}`, { layer: 'scope', covers, ...spec }),
      ),
    ],
  );

function policy(name: string, spec: object): RandomPolicy {
  return {
    apiVersion: 'countersign.dev/v1',
    kind: 'Policy',
    metadata: { name, owner: 'group:default/payments' },
    spec: { ...spec },
  };
}
