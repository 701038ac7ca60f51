import fc from 'fast-check';
import { BANDS, EFFECT_SIZES, LEVELS, type JsonValue } from '@countersign/model';
import type { Expression } from '../../cel/Expression';
import { createPolicyEnvironments } from '../../facts/createPolicyEnvironments';
import { PolicyFacts } from '../../facts/PolicyFacts';
import { PolicyText } from '../../parse/PolicyText';
import { readYaml } from '../../parse/readYaml';
import { compileWindow, type Window } from '../../plan/compileWindow';
import { example } from '../../testing/examples';
import { ReachScope } from './ReachScope';
import { RuleReach } from './RuleReach';

const WINDOWS = `spec:
  windows:
    days: { zone: Europe/London, days: [mon, tue, wed, thu, fri], from: '09:00', to: '17:00' }
    nights: { zone: Europe/London, days: [mon, tue, wed, sun], from: '22:00', to: '09:00' }
    abroad: { zone: Asia/Tokyo, days: [mon], from: '00:00', to: '24:00' }
`;
const text = new PolicyText(WINDOWS, readYaml(WINDOWS).root!);
const windows = new Map<string, Window>(
  text
    .names(['spec', 'windows'])
    .map(name => [name, compileWindow(text.valueAt(['spec', 'windows', name]) as never)]),
);
const environment = createPolicyEnvironments(windows).rules;

const oneOf = (...texts: string[]) => fc.constantFrom(...texts);
const parameter = oneOf(
  'action.properties.x',
  'action.properties.y',
  "action.properties['x']",
  'action.properties.x.b',
);
const anyText = oneOf(
  'action.name',
  'resource.owner',
  'subject.id',
  'action.properties.x',
  'action.properties.y',
  'action.properties.x.b',
);
const anyNumber = oneOf(
  'impact.blastRadius.size',
  'impact.confidence',
  'resource.tier',
  'action.properties.x',
  'action.properties.y',
  'size(resource.tags)',
  'size(action.name)',
  'now.getHours()',
  "now.getHours('Europe/London')",
);
const number = oneOf('0', '1', '2', '3', '2.5', '1.0', '-1', '9');
const quoted = oneOf("'a'", "'b'", "'ab'", "''", "'1'");
const level = oneOf(...LEVELS.map(name => `'${name}'`));
const comparison = oneOf('==', '!=', '<', '<=', '>', '>=');
const equality = oneOf('==', '!=');

const atom = fc.oneof(
  fc.tuple(anyNumber, comparison, number).map(parts => parts.join(' ')),
  fc.tuple(number, comparison, anyNumber).map(parts => parts.join(' ')),
  fc.tuple(anyNumber, comparison, anyNumber).map(parts => parts.join(' ')),
  fc.tuple(anyText, equality, quoted).map(parts => parts.join(' ')),
  fc.tuple(anyText, comparison, anyText).map(parts => parts.join(' ')),
  fc.tuple(anyText, comparison, quoted).map(parts => parts.join(' ')),
  fc
    .tuple(anyText, oneOf('startsWith', 'endsWith', 'contains', 'matches'), quoted)
    .map(([of, method, value]) => `${of}.${method}(${value})`),
  fc.tuple(oneOf('impact.level'), equality, level).map(parts => parts.join(' ')),
  fc
    .tuple(oneOf('impact.level', 'action.name', 'action.properties.x'), level)
    .map(([of, least]) => `atLeast(${of}, ${least})`),
  level.map(most => `atLeast(${most}, impact.level)`),
  fc
    .tuple(fc.oneof(anyText, anyNumber), fc.array(fc.oneof(quoted, number), { maxLength: 3 }))
    .map(([of, items]) => `${of} in [${items.join(', ')}]`),
  fc.tuple(quoted, oneOf('resource.tags', 'action.properties.x')).map(parts => parts.join(' in ')),
  fc.tuple(parameter, equality, oneOf('true', 'false', 'null')).map(parts => parts.join(' ')),
  oneOf(
    'has(resource.tier)',
    'has(resource.owner)',
    'has(action.properties.x)',
    'has(action.properties.x.b)',
    'has(context.rollbackPlan)',
    'has(context.rollbackPlan.testedAt)',
    "context.rollbackPlan.description == 'a'",
    "context.rollbackPlan.testedAt < timestamp('2026-06-01T00:00:00Z')",
    "now < timestamp('2026-06-01T00:00:00Z')",
    "now >= timestamp('2026-06-01T00:00:00Z')",
    'resource.known',
    'action.properties.x',
    "inWindow('days')",
    "inWindow('nights')",
    "inWindow('abroad')",
    "resource.tags.exists(t, t == 'a')",
    'resource.tags.all(t, t == action.properties.x)',
    'impact.blastRadius.size + 1 > 2',
    'action.properties.x[0] == 1',
    'int(action.properties.x) == 1',
    "impact.effects.security == 'major'",
    'resource.tags == []',
    'true',
    'false',
  ),
);
/** Conditions made of these. Few of them come back often, as in the rules of one policy. */
function conditionOf(atoms: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ whole: string }>(tie => ({
    whole: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      atoms,
      fc
        .tuple(tie('whole'), oneOf('&&', '&&', '||'), tie('whole'))
        .map(([a, b, c]) => `(${a} ${b} ${c})`),
      tie('whole').map(a => `!(${a})`),
      fc.tuple(tie('whole'), tie('whole'), tie('whole')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}) == (${b})`),
    ),
  })).whole;
}
const conditions = fc.oneof(
  fc.array(conditionOf(atom), { minLength: 1, maxLength: 5 }),
  fc
    .array(atom, { minLength: 1, maxLength: 3 })
    .chain(atoms =>
      fc.array(conditionOf(fc.constantFrom(...atoms)), { minLength: 2, maxLength: 6 }),
    ),
);

const json: fc.Arbitrary<JsonValue | undefined> = fc.constantFrom<(JsonValue | undefined)[]>(
  ...[
    undefined,
    null,
    true,
    false,
    0,
    1,
    2,
    2.5,
    3,
    -1,
    9,
    1e300,
    Infinity,
    'a',
    'b',
    'ab',
    '',
    '1',
    'high',
    'low',
  ],
  ...[[], ['a'], [1], {}, { b: 'a' }, { b: 1 }, { b: null }],
);
const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`p${at}`, at]));
const tag = fc.constantFrom('a', 'b', '1');

const inputs = fc.sample(
  fc
    .record({
      name: fc.constantFrom('a', 'b', 'ab', '1', 'high', 'low', 'x'),
      subject: fc.constantFrom('a', 'b', 'ab'),
      x: json,
      y: json,
      isMuch: fc.boolean(),
      tier: fc.constantFrom(undefined, 0, 1, 2, 3),
      owner: fc.constantFrom(undefined, 'a', 'b', 'ab'),
      known: fc.boolean(),
      tags: fc.array(tag, { maxLength: 3 }),
      size: fc.constantFrom(0, 1, 2, 3, 4, 9, 10),
      confidence: fc.constantFrom(0, 0.5, 1),
      security: fc.constantFrom(...EFFECT_SIZES),
      level: fc.constantFrom(...LEVELS),
      plan: fc.constantFrom(
        undefined,
        { description: 'a' },
        { description: 'b', testedAt: '2026-01-01T00:00:00.000Z' },
        { description: 'a', testedAt: '2026-06-01T00:00:00.000Z' },
      ),
      at: fc.date({
        min: new Date('2026-05-20T00:00:00Z'),
        max: new Date('2026-06-12T00:00:00Z'),
        noInvalidDate: true,
      }),
    })
    .map(values => {
      const input = example(draft => {
        draft.proposal.subject.id = values.subject;
        draft.proposal.action = {
          name: values.name,
          properties: {
            ...(values.isMuch && values.x === null && many),
            ...(values.x !== undefined && { x: values.x }),
            ...(values.y !== undefined && { y: values.y }),
          },
        };
        draft.proposal.context.rollbackPlan = values.plan;
        draft.resource.tier = values.tier;
        draft.resource.owner = values.owner;
        draft.resource.known = values.known;
        draft.resource.tags = values.tags;
        draft.factors.blastRadius.size = values.size;
        draft.factors.confidence = values.confidence;
        draft.factors.effects.security = values.security;
        draft.at = values.at.toISOString();
      });
      const facts = new PolicyFacts(input, BANDS[0]);
      facts.impact.level = values.level;
      facts.impact.score = 50n;
      return facts;
    }),
  { numRuns: 250, seed: 20261122 },
);

const SPAN = { start: 0, end: 0 };

/** Which of some rules, tried in order, are said never to answer. */
function neverAnswering(expressions: readonly Expression[]): boolean[] {
  const reach = new RuleReach(new ReachScope(environment.variables, text));
  return expressions.map(
    (expression, index) =>
      reach.check({
        name: `r${index}`,
        nameSpan: SPAN,
        whenSpan: SPAN,
        place: () => SPAN,
        expression,
        isOrdered: true,
        isLifted: false,
      }).length > 0,
  );
}

it('calls no rule unreachable that some facts reach', () => {
  let found = 0;
  fc.assert(
    fc.property(conditions, sources => {
      const expressions = sources
        .map(source => environment.compile(source))
        .filter(expression => expression.faults.length === 0);
      const flagged = neverAnswering(expressions);
      if (!flagged.includes(true)) {
        return;
      }
      found++;
      for (const facts of inputs) {
        const first = expressions.findIndex(expression => expression.evaluate(facts) === true);
        if (flagged[first]) {
          throw new Error(`${expressions[first]!.source} answers`);
        }
      }
    }),
    { numRuns: 400 },
  );
  expect(found).toBeGreaterThan(100);
});
