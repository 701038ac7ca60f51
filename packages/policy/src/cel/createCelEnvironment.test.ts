import { CelFault } from './CelFault';
import { fromCel, toCel } from './celValues';
import { createCelEnvironment } from './createCelEnvironment';

const environment = createCelEnvironment(
  {
    row: { type: 'map<string, string>' },
    size: { type: 'int' },
    ratio: { type: 'double' },
    at: { type: 'timestamp' },
    any: { type: 'dyn' },
    names: { type: 'list<string>' },
    thing: {
      type: {
        name: 'Thing',
        members: { name: { type: 'string', optional: true }, parts: { type: 'list<string>' } },
      },
    },
  },
  [
    {
      name: 'twice',
      parameters: ['int'],
      result: 'int',
      description: 'Doubles.',
      evaluate: (n: bigint) => n * 2n,
    },
  ],
);
const VALUES = {
  row: toCel({ Name: 'x', Rolled: 'yes' }),
  size: 3n,
  ratio: 0.5,
  at: new Date('2026-10-25T00:30:00Z'),
  any: toCel({ n: 2, deep: [1, { a: 'b' }] }),
  names: ['a', 'b'],
  thing: { name: 'n', parts: ['p'] },
};

it.each([
  ["row.Rolled == 'yes'", true],
  ["row['Name']", 'x'],
  ['twice(size) + 1', 7],
  ['ratio < 1 && ratio > 0', true],
  ["any.deep[1].a == 'b'", true],
  ["names.map(item, item + '!')", ['a!', 'b!']],
  ['thing.name + thing.parts[0]', 'np'],
  ["names.exists(item, item == 'b')", true],
  ["'a,b'.split(',').size()", 2],
  ["'deployment.scale'.matches('^deployment[.]')", true],
  ["'xay'.matches('a')", true],
  ["names.exists(item, item.matches('^b$'))", true],
  ["size > 2 ? 'many' : 'few'", 'many'],
  ["at.getHours('Europe/London')", 1],
  ["at.getDayOfWeek('America/New_York')", 6],
  ["at.getDate('America/New_York')", 24],
  ['at.getDayOfYear()', 297],
  ["at < timestamp('2027-01-01T00:00:00Z')", true],
  ["at + duration('1h') > at", true],
  ["{'a': [1, 2]}", { a: [1, 2] }],
  ['at', '2026-10-25T00:30:00.000Z'],
])('%s', (source, value) => {
  const expression = environment.compile(source);
  expect(expression.faults).toEqual([]);
  expect(fromCel(expression.evaluate(VALUES))).toEqual(value);
});

it.each([
  ['size +', 'syntax', 'A value was expected, not the end.'],
  ["size + 'a'", 'type', 'An int cannot be added to a string.'],
  ['sise + 1', 'unknown-name', 'There is no variable "sise". Did you mean "size"?'],
  ['twise(1)', 'unknown-name', 'There is no function "twise". Did you mean "twice"?'],
  ['names.mapp(x, x)', 'unknown-name', 'There is no function "mapp". Did you mean "map"?'],
  ['thing.nam', 'unknown-name', 'thing has no member "nam". Did you mean "name"?'],
  [
    'has(thing.parts)',
    'always-there',
    'thing.parts is always there, so this is always true. To ask whether it is empty, write size(thing.parts) > 0.',
  ],
  ["countersign_matches('a', 'b')", 'unknown-name', 'There is no function "countersign_matches".'],
  [
    "row.x.matches('(')",
    'pattern',
    'This is no pattern that RE2 reads: error parsing regexp: missing closing ): `(`.',
  ],
  ['row.x.matches(row.y)', 'pattern', 'matches takes its pattern as a literal text in quotes.'],
  ['size && true', 'type', '&& and || join conditions, and this is int.'],
  [
    'names.all(a, names.all(b, names.all(c, a == b)))',
    'profile',
    'Loops over lists nest three deep here, and two is the most.',
  ],
  ['var', 'syntax', 'Reserved identifier: var.'],
])('%s is refused: %s', (source, kind, message) => {
  const { faults, type } = environment.compile(source);
  expect(type).toBeUndefined();
  expect(faults[0]).toMatchObject({ kind, message });
});

it.each([
  ['any.m > 1', 'There is no "m" here.', 'm'],
  ['any.n > true', 'An int cannot be compared with a bool.', 'any.n > true'],
  ['7 / (size - size) == 1', 'division by zero.', '7 / (size - size'],
  ['at.getHours(row.Name) == 1', 'There is no time zone "x".', 'at.getHours(row.Name)'],
])('%s fails as a value: %s', (source, message, marked) => {
  const fault = environment.compile(source).evaluate(VALUES);
  expect(fault).toBeInstanceOf(CelFault);
  const { start, end, message: said } = fault as CelFault;
  expect(said).toBe(message);
  expect(source.slice(start, end)).toBe(marked);
});

it('tells a type fault in each of the conditions that are joined', () => {
  const source = "size == 'a' && (ratio > true || names == 1) && size > 1";
  const { faults } = environment.compile(source);
  expect(faults.map(({ kind, start, end }) => [kind, source.slice(start, end)])).toEqual([
    ['type', "size == 'a'"],
    ['type', 'ratio > true'],
    ['type', 'names == 1'],
  ]);
  expect(environment.compile('size == 1 && size').faults).toMatchObject([{ kind: 'type' }]);
});

it('names values that literals stand for, without an environment of their own', () => {
  const named = createCelEnvironment({}, [
    {
      name: 'isIn',
      parameters: ['string', 'int'],
      result: 'bool',
      description: 'Whether a list has a number.',
      literals: [{ noun: 'list', values: [] }, undefined],
      evaluate: (list: bigint[], n: bigint) => list.includes(n),
    },
  ]);
  const one = named.naming({ list: new Map([['small', [1n, 2n]]]) });
  const two = named.naming({
    list: new Map([
      ['small', [3n]],
      ['large', [9n]],
    ]),
  });
  const first = one.compile("isIn('small', 1)");
  expect(two.compile("isIn('small', 1)").evaluate({})).toBe(false);
  expect(first.evaluate({})).toBe(true);
  expect(one.compile("isIn('large', 9)").faults).toMatchObject([
    {
      kind: 'unknown-literal',
      noun: 'list',
      message: 'There is no list "large". It is one of small.',
    },
  ]);
  expect(two.functions[0]!.literals![0]!.values).toEqual(['small', 'large']);
});

it('warns of optional members that are read without asking', () => {
  expect(environment.compile("thing.name == 'a'").cautions).toHaveLength(1);
  expect(environment.compile("has(thing.name) && thing.name == 'a'").cautions).toEqual([]);
});

it('knows a literal', () => {
  expect(environment.compile('true').constant).toBe(true);
  expect(environment.compile('size == 1').constant).toBeUndefined();
});

describe('values', () => {
  it('go to CEL and back', () => {
    const json = { a: [1, 1.5, 'x', null, true], b: { c: {} }, constructor: 1 };
    expect(fromCel(toCel(json))).toEqual(json);
    expect(toCel(2 ** 53)).toBe(2 ** 53);
  });

  it('are bounded in length', () => {
    expect(() => toCel(Array(1001).fill(0))).toThrow(RangeError);
    const long = { ...VALUES, row: toCel({ Name: 'a,'.repeat(2000) }) };
    expect(environment.compile("size(row.Name.split(',')) > 1").evaluate(long)).toBeInstanceOf(
      CelFault,
    );
  });
});

it('matches in time linear in the text', () => {
  const expression = environment.compile("row.Name.matches('^(a+)+$')");
  expect(expression.evaluate({ ...VALUES, row: toCel({ Name: `${'a'.repeat(50_000)}!` }) })).toBe(
    false,
  );
});
