import type { Random } from './createRandom';
import type { Sample } from './Sample';

/**
 * Forms of expressions by the type of their value: `<int>` stands for an expression of that type,
 * `<any>` for one of any type. The first of each type have nothing inside.
 */
const LEAVES: Readonly<Record<string, readonly string[]>> = {
  int: [
    ...[
      '0',
      '1',
      '-1',
      '2',
      '2',
      '3',
      '7',
      '1',
      '0',
      '2',
      '64',
      '0x1F',
      '9223372036854775807',
      '-9223372036854775808',
    ],
    ...['9007199254740993', 'i', 'big', 'm.one', "m['two']", 'any.n', 'li[0]', 'li[1]', '-7', '12'],
  ],
  uint: ['0u', '1u', '42u', '18446744073709551615u', 'u'],
  double: ['0.0', '-0.0', '1.0', '1.5', '-2.25', '1e300', '9007199254740993.0', 'd', '0.0 / 0.0'],
  string: [
    ...["''", "'a'", "'ab'", "'B'", "'é'", "'😀'", '"a😀b"', "'\\n\\t'", "r'\\d'", "'\\u00e9'"],
    ...["'''it's'''", "'12'", 's', 'face', 'any.s', 'ls[0]', 'ls[1]'],
  ],
  bytes: ["b''", "b'a'", "b'é'", "b'\\xff\\000'"],
  bool: [
    'true',
    'false',
    'b',
    'any.b',
    'has(m.one)',
    'has(m.none)',
    'has(any.deep.x)',
    'i > 2',
    's < face',
  ],
  timestamp: [
    "timestamp('2026-03-29T00:59:59.5Z')",
    "timestamp('0150-01-01T00:00:00Z')",
    "timestamp('9999-12-31T23:59:59Z')",
    "timestamp('2024-02-29T12:00:00+05:30')",
    't',
  ],
  duration: [
    ...["duration('0s')", "duration('1h30m')", "duration('-1.5s')", "duration('250ms')"],
    ...["duration('2540400h')", "duration('36h')", 'du'],
  ],
  ints: ['[]', '[1, 2, 3]', 'li', '[0, 1u, 2.0]'],
  strings: ['[]', "['a', '😀']", 'ls'],
  map: ['{}', "{'one': 1, 'k': 2}", 'm', "{'one': 5, 'k': -2}"],
  numbers: ['{1: 1, 2: 3}', '{1: 1, 2u: 2}', '{0u: 5}', '{1: 7, 0: 2}'],
  none: ['null', 'any.z'],
};

const ARITHMETIC = ['+', '-', '*', '/', '%'];
const ORDER = ['<', '<=', '>', '>='];
const EQUAL = ['==', '!='];
const ORDERED = ['int', 'uint', 'double', 'string', 'bytes', 'bool', 'timestamp', 'duration'];

const FORMS: Readonly<Record<string, readonly string[]>> = {
  int: [
    ...ARITHMETIC.flatMap(sign => [`(<int> ${sign} <int>)`, `<int> ${sign} (<int>)`]),
    ...['-(<int>)', 'size(<string>)', '<strings>.size()', 'size(<map>)', 'size(<bytes>)'],
    ...['(<bool> ? <int> : <int>)', '<ints>[<int>]', '<map>[<string>]', '<numbers>[<int>]'],
    ...[
      '<numbers>[dyn(<double>)]',
      'int(<double>)',
      'int(<uint>)',
      "int('<digits>')",
      'int(<timestamp>)',
    ],
    ...['<timestamp>.getFullYear()', '<timestamp>.getDayOfWeek()', '<timestamp>.getHours()'],
    ...[
      "<timestamp>.getMinutes('+05:30')",
      '<timestamp>.getMilliseconds()',
      '<duration>.getSeconds()',
    ],
    ...[
      '<duration>.getHours()',
      '<duration>.getMilliseconds()',
      'dyn(<int>)',
      '<ints>.map(x, x)[0]',
    ],
  ],
  uint: [
    ...['+', '-', '*', '%'].map(sign => `(<uint> ${sign} <uint>)`),
    '(42u / <uint>)',
    ...['uint(<int>)', 'uint(<double>)', '(<bool> ? <uint> : <uint>)'],
  ],
  double: [
    ...['+', '-', '*', '/'].map(sign => `(<double> ${sign} <double>)`),
    ...['-(<double>)', 'double(<int>)', 'double(<uint>)', "double('<digits>')", 'dyn(<double>)'],
  ],
  string: [
    ...[
      '(<string> + <string>)',
      '(<bool> ? <string> : <string>)',
      'string(<int>)',
      'string(<uint>)',
    ],
    ...['string(<bool>)', 'string(<bytes>)', 'string(<timestamp>)', 'string(<duration>)'],
    ...[
      '<strings>[<int>]',
      '<strings>.filter(x, x != <string>)[0]',
      'dyn(<string>)',
      'string(<double>)',
    ],
  ],
  bytes: ['(<bytes> + <bytes>)', 'bytes(<string>)'],
  bool: [
    ...['(<bool> && <bool>)', '(<bool> || <bool>)', '!(<bool>)', '(<bool> ? <bool> : <bool>)'],
    ...[
      'has(any.n.x)',
      '((1 / 0 == 1) || <bool>)',
      '(<bool> || (m.none == 1))',
      '(<bool> && (any.none == 1))',
      '(<bool> || (li[99] == 1))',
    ],
    ...ORDERED.flatMap(type => EQUAL.map(sign => `(<${type}> ${sign} <${type}>)`)),
    ...ORDERED.flatMap(type => ORDER.map(sign => `(<${type}> ${sign} <${type}>)`)),
    ...['ints', 'strings', 'map', 'numbers', 'none'].map(type => `(<${type}> == <${type}>)`),
    ...EQUAL.map(sign => `(dyn(<any>) ${sign} dyn(<any>))`),
    ...ORDER.flatMap(sign => [`(dyn(<int>) ${sign} <double>)`, `(dyn(<uint>) ${sign} <int>)`]),
    ...[
      '(dyn(<any>) < dyn(<any>))',
      '(<int> in <ints>)',
      '(<string> in <strings>)',
      '(<string> in <map>)',
    ],
    ...['(dyn(<any>) in <ints>)', '(<int> in <numbers>)', '(dyn(<double>) in <numbers>)'],
    ...[
      '<ints>.all(x, x > <int>)',
      '<ints>.exists(x, <int> / x == 1)',
      '<ints>.exists_one(x, x == <int>)',
    ],
    ...[
      '<strings>.all(x, x.size() < <int>)',
      '<strings>.exists(x, x == <string>)',
      '<map>.all(k, k != <string>)',
    ],
    ...[
      'dyn(<any>).all(x, x == x)',
      '<string>.contains(<string>)',
      '<string>.startsWith(<string>)',
    ],
    ...[
      '<string>.endsWith(<string>)',
      "<string>.matches('^a+')",
      "<string>.matches('.')",
      'has(any.<field>)',
    ],
    ...[
      'has(<map>.one)',
      "has({'a': {'b': <int>}}.a.b)",
      'bool(<word>)',
      '(type(<any>) == type(<any>))',
    ],
    ...['<numbers>.exists(k, k == 1)', '<strings>.map(x, x.size()).exists(x, x == <int>)'],
  ],
  timestamp: [
    '(<timestamp> + <duration>)',
    '(<timestamp> - <duration>)',
    '(<duration> + <timestamp>)',
    '(<bool> ? <timestamp> : <timestamp>)',
  ],
  duration: [
    "duration('1day')",
    "(<duration> + duration('1ns'))",
    '(<duration> + <duration>)',
    '(<duration> - <duration>)',
    '(<timestamp> - <timestamp>)',
  ],
  ints: [
    ...[
      '[<int>, <int>]',
      '(<ints> + <ints>)',
      '<ints>.filter(x, x > <int>)',
      '<ints>.map(x, x + <int>)',
    ],
    ...['<ints>.map(x, x > 1, x * <int>)', '(<bool> ? <ints> : <ints>)', '[<any>, <any>]'],
  ],
  strings: ['[<string>, <string>]', '(<strings> + <strings>)', '<strings>.filter(x, x < <string>)'],
  map: ["{'one': <int>, 'x': <int>}", '{<string>: <int>, <string>: <int>}'],
  numbers: ['{<int>: 1, <int>: <int>}', '{<uint>: <int>, <int>: 3}'],
  none: ['(<bool> ? null : any.z)'],
  digits: [],
};

const WORDS: Readonly<Record<string, readonly string[]>> = {
  digits: ['0', '12', '-7', '9223372036854775807', '9223372036854775808', '007'],
  field: ['n', 's', 'none', 'deep', 'b'],
  word: ["'true'", "'F'", "'False'", "'yes'", "''"],
};

export const SAMPLE_TYPES = Object.keys(LEAVES);

/**
 * A random expression of a type. Most are well typed; in one place of 150 stands an expression of
 * another type than belongs there.
 *
 * Left out is what the peer does otherwise than the specification says: `timestamp(int)` (it reads
 * milliseconds), the fields of dates before the year 100, `has` of a member that is null, texts that
 * JavaScript reads as numbers or days and CEL does not, division of a uint beyond 2^63, and positions in texts (it counts UTF-16 code units).
 */
export function generateSample(random: Random, type: string, depth: number): Sample {
  const word = WORDS[type];
  if (word) {
    return { type, parts: [random.pick(word)] };
  }
  const meant = type === 'any' || random.below(150) === 0 ? random.pick(SAMPLE_TYPES) : type;
  const forms = FORMS[meant]!;
  if (depth <= 0 || random.below(4) === 0) {
    return { type: meant, parts: [random.pick(LEAVES[meant]!)] };
  }
  const parts = random
    .pick(forms)
    .split(/(<[a-z]+>)/)
    .map(part => {
      const inner = /^<([a-z]+)>$/.exec(part)?.[1];
      return inner === undefined ? part : generateSample(random, inner, depth - 1);
    });
  return { type: meant, parts };
}
