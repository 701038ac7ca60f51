import fc from 'fast-check';
import type { JsonValue } from '@countersign/model';

/**
 * Parameters of every JSON type under names that mean something to some notation of paths, with texts
 * whose order, length and case differ between programs, and numbers that lose digits on the way.
 */
export const arbitraryParameters: fc.Arbitrary<Record<string, JsonValue>> = fc.record(
  {
    n: fc.constantFrom<JsonValue>(0, 3, 4, -1, 2.5, 0.1, 1e21, 5e-324, 9_007_199_254_740_991, '3'),
    m: fc.constantFrom<JsonValue>(3, 4, 2.5, 1e300, '3', 'abc', true, null, [3], { n: 3 }),
    s: fc.constantFrom<JsonValue>('', 'abc', 'ABC', 'a\nb', 'é', 'e\u0301', '😀', '\uffff', 'İ', 3),
    t: fc.constantFrom<JsonValue>(
      'abc',
      'b',
      '😀x',
      'null',
      'true',
      '%',
      '_',
      '"',
      '\\',
      null,
      false,
    ),
    list: fc.constantFrom<JsonValue>([], [3, 'abc'], ['abc', null], [[3]], 'abc', { abc: 1 }, null),
    map: fc.constantFrom<JsonValue>({}, { s: 'abc' }, { s: { s: 3 } }, { '0': 'x' }, ['x'], 'x'),
    '0': fc.constantFrom<JsonValue>(3, 'abc'),
    'a/b~c': fc.constantFrom<JsonValue>(3, 'abc', null),
    '*': fc.constantFrom<JsonValue>(3, 'abc'),
    __proto__: fc.constantFrom<JsonValue>(3, { s: 'abc' }),
    long: fc.constantFrom<JsonValue>(Array<number>(1001).fill(0), [], Array<number>(1000).fill(3)),
  },
  { requiredKeys: [] },
);

const PARAMETER = [
  ...['n', 'm', 's', 't', 'list', 'map', 'none', 'map.s', 'map.s.s', 'n.s', 'list.s', '__proto__'],
].map(path => `action.properties.${path}`);
const INDEXED = [
  "action.properties['0']",
  "action.properties['a/b~c']",
  "action.properties['*']",
  "action.properties['']",
  'action.properties.list[0]',
  'action.properties.list[1]',
  'action.properties.list[7]',
  'action.properties.map[0]',
  "action.properties.map['0']",
  "action.properties.map['s']",
  "action.properties.list['0']",
];
const anything = fc.constantFrom(...PARAMETER, ...INDEXED);
const text = fc.constantFrom(
  ...["''", "'abc'", "'ABC'", "'b'", "'é'", "'😀'", "'\\uffff'", "'3'", "'%'", "'a\\nb'", "'low'"],
);
const number = fc.constantFrom(
  '0',
  '3',
  '4',
  '-1',
  '2.5',
  '3.0',
  '0.1',
  '1e21',
  '9007199254740991',
);
const constant = fc.oneof(text, number, fc.constantFrom('true', 'false', 'null'));

const textFact = fc.constantFrom(
  ...['resource.owner', 'resource.ref', 'resource.system', 'context.rationale', 'subject.id'],
  ...['context.rollbackPlan.description', 'impact.level', 'impact.band', 'impact.reversibility'],
  ...['impact.actionType', 'impact.effects.security', 'action.name', 'resource.title'],
);
const numberFact = fc.constantFrom(
  ...['resource.tier', 'impact.confidence', 'impact.blastRadius.size', 'impact.blastRadius.depth'],
  ...['now.getHours()', "now.getHours('Europe/London')", "now.getDate('America/New_York')"],
  ...["now.getDayOfWeek('Australia/Lord_Howe')", "now.getMinutes('Asia/Kathmandu')"],
  ...['now.getDayOfYear()', 'now.getMonth()', 'now.getFullYear()', 'now.getSeconds()'],
  ...['now.getDayOfMonth()', 'size(resource.tags)', 'size(impact.missing)', 'resource.ref.size()'],
);
const texts = fc.constantFrom(
  ...['resource.tags', 'resource.ownerAncestors', 'context.incidents', 'context.successCriteria'],
  ...['impact.missing', 'impact.blastRadius.owners'],
);

const aText = fc.oneof(
  textFact,
  anything,
  text,
  textFact.map(fact => `${fact}.lowerAscii()`),
  anything.map(path => `${path}.upperAscii()`),
  fc.tuple(anything, text, textFact).map(([path, one, two]) => `(${path} == 3 ? ${one} : ${two})`),
);
const aNumber = fc.oneof(
  numberFact,
  anything,
  number,
  anything.map(path => `size(${path})`),
);
const value = fc.oneof(aText, aNumber, anything, constant);

const PATTERNS = [
  ...[
    '^a',
    'c$',
    'b',
    '^abc$',
    'a.b',
    '[a-c]+',
    '^[^a]*$',
    '(ab|b)c?',
    'a{1,2}b',
    '\\\\d',
    '\\\\S',
  ],
  ...[
    'é',
    '[à-ü]',
    '.',
    '^.$',
    '^$',
    '\\\\.',
    '^(deployment|database)[.]',
    '-|:',
    'a*?b',
    '%',
    '_',
  ],
];

const atom = fc.oneof(
  fc
    .tuple(value, fc.constantFrom('==', '!='), value)
    .map(([left, sign, right]) => `${left} ${sign} ${right}`),
  fc
    .tuple(value, fc.constantFrom('<', '<=', '>', '>='), value)
    .map(([left, sign, right]) => `${left} ${sign} ${right}`),
  fc
    .tuple(aText, fc.constantFrom('contains', 'startsWith', 'endsWith'), aText)
    .map(([left, name, right]) => `${left}.${name}(${right})`),
  fc
    .tuple(aText, fc.constantFrom(...PATTERNS))
    .map(([left, pattern]) => `${left}.matches('${pattern}')`),
  fc
    .tuple(value, fc.array(constant, { maxLength: 3 }))
    .map(([left, items]) => `${left} in [${items.join(', ')}]`),
  fc.tuple(value, texts).map(([left, list]) => `${left} in ${list}`),
  fc.tuple(constant, anything).map(([left, right]) => `${left} in ${right}`),
  fc.tuple(textFact, anything).map(([left, right]) => `${left} in ${right}`),
  fc.constantFrom("'n' in action.properties", 'size(action.properties) > 2', 'resource.known'),
  fc
    .oneof(fc.constantFrom(...PARAMETER), fc.constantFrom('resource.owner', 'resource.tier'))
    .map(path => `has(${path})`),
  fc.constantFrom('has(context.rollbackPlan)', 'has(context.rollbackPlan.testedAt)'),
  fc
    .tuple(texts, fc.constantFrom('exists', 'all'), aText, fc.constantFrom('==', '<', '>='))
    .map(([list, macro, other, sign]) => `${list}.${macro}(x, x ${sign} ${other})`),
  fc
    .tuple(
      texts,
      fc.constantFrom('exists', 'all'),
      texts,
      fc.constantFrom('exists', 'all'),
      anything,
    )
    .map(
      ([list, macro, other, inner, path]) =>
        `${list}.${macro}(x, ${other}.${inner}(y, x == y || ${path} == y || x.startsWith('p')))`,
    ),
  fc.tuple(aText, aText).map(([left, right]) => `atLeast(${left}, ${right})`),
  anything,
  fc.constantFrom(
    "now < timestamp('2026-10-25T01:30:00Z')",
    'context.rollbackPlan.testedAt < now',
    "now - context.rollbackPlan.testedAt > duration('2900h')",
    "now == timestamp('2026-03-29T00:59:59.999Z')",
    "now - timestamp('2026-10-24T12:00:30.500Z') <= duration('1.5s')",
  ),
);

/** A condition of what is written in SQL, on values that are missing or of another type as often as not. */
export const arbitraryCondition: fc.Arbitrary<string> = fc.letrec<{ node: string }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(tie('node'), fc.constantFrom('&&', '||'), tie('node'))
      .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    tie('node').map(inner => `!(${inner})`),
    fc
      .tuple(tie('node'), tie('node'), tie('node'))
      .map(([test, yes, no]) => `(${test}) ? (${yes}) : (${no})`),
  ),
})).node;
