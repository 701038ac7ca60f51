import { code, table } from './markdown';

/** What of CEL's own the profile has: a form, what it means, and an example that is true. */
export const CEL_FORMS: Readonly<
  Record<string, readonly (readonly [form: string, meaning: string, example: string])[]>
> = {
  Operators: [
    ['a == b, a != b', 'Equal or not; numbers by value, lists and maps by content.', '1 == 1.0'],
    ['a < b, a <= b, a > b, a >= b', 'Order of numbers, texts, times and spans.', "'a' < 'b'"],
    [
      'a && b, a || b, !a',
      'And, or, not. The right side does not matter where the left decides.',
      'true || false',
    ],
    ['condition ? a : b', 'One of two values.', "(1 < 2 ? 'yes' : 'no') == 'yes'"],
    [
      'a + b, a - b, a * b, a / b, a % b',
      'Arithmetic of like numbers; + joins texts and lists too. A whole number that does not fit is an error.',
      '7 / 2 == 3',
    ],
    ['a in b', 'Whether a list has an entry, or a map a key.', "'a' in ['a', 'b']"],
    ['a.b, a[b]', 'A member, an entry of a list, a value of a map.', "{'a': [1, 2]}.a[1] == 2"],
  ],
  Values: [
    ['1, 1u, 1.5, 1e3', 'Whole number, unsigned one, fraction.', '1e3 == 1000.0'],
    ["'text', \"text\", r'\\d'", 'Text; after r a backslash is a backslash.', "r'\\d' == '\\\\d'"],
    ['[a, b], {k: v}', 'List and map.', 'size([1, 2]) == 2'],
    ['true, false, null', 'The two truths, and nothing.', 'null == null'],
  ],
  'Lists and maps': [
    ['has(a.b)', 'Whether a member that may be absent is there.', "has({'a': 1}.a)"],
    ['list.all(x, test)', 'Whether the test holds for every entry.', '[1, 2].all(x, x > 0)'],
    ['list.exists(x, test)', 'Whether it holds for one.', '[1, 2].exists(x, x > 1)'],
    [
      'list.exists_one(x, test)',
      'Whether it holds for exactly one.',
      '[1, 2].exists_one(x, x > 1)',
    ],
    ['list.filter(x, test)', 'The entries for which it holds.', '[1, 2].filter(x, x > 1) == [2]'],
    ['list.map(x, value)', 'A value for each entry.', '[1, 2].map(x, x * 2) == [2, 4]'],
    ['size(a), a.size()', 'Entries of a list or map, characters of a text.', "size('abc') == 3"],
    [
      'cel.bind(x, value, expression)',
      'The expression, with a name for a value.',
      'cel.bind(x, 2, x * x) == 4',
    ],
  ],
  Texts: [
    [
      "text.startsWith('x')",
      'Whether it begins so.',
      "'deployment.restart'.startsWith('deployment.')",
    ],
    ["text.endsWith('x')", 'Whether it ends so.', "'a.yaml'.endsWith('.yaml')"],
    ["text.contains('x')", 'Whether it stands anywhere in it.', "'production'.contains('duct')"],
    [
      "text.matches('pattern')",
      'Whether an RE2 pattern is found anywhere in it; ^ and $ bind it to the ends. The pattern is a literal; time is linear in the text.',
      "'v1.2'.matches('^v[0-9]+')",
    ],
    [
      'text.lowerAscii(), .upperAscii(), .trim(), .reverse()',
      'The text in small or capital letters, without space around it, backwards.',
      "' Prod '.trim().lowerAscii() == 'prod'",
    ],
    [
      "text.split(','), list.join(',')",
      'A text taken apart, and put together.',
      "'a,b'.split(',') == ['a', 'b']",
    ],
    [
      "text.replace('a', 'b'), .substring(from, to), .charAt(n), .indexOf('a'), .lastIndexOf('a')",
      'Parts of a text; places count from 0.',
      "'v1.2'.substring(1) == '1.2'",
    ],
  ],
  Times: [
    [
      "timestamp('2026-11-16T12:00:00Z')",
      'An instant.',
      "timestamp('2026-11-16T12:00:00Z') > timestamp('2026-11-16T11:59:59Z')",
    ],
    ["duration('90m')", 'A span: h, m, s, ms.', "duration('90m') == duration('1h30m')"],
    [
      'time + span, time - span, time - time',
      'Instants moved, and the span between two.',
      "timestamp('2026-11-16T12:00:00Z') - timestamp('2026-11-16T11:00:00Z') == duration('1h')",
    ],
    [
      'time.getFullYear(zone), .getMonth(zone), .getDate(zone), .getDayOfMonth(zone), .getDayOfWeek(zone), .getDayOfYear(zone), .getHours(zone), .getMinutes(zone), .getSeconds(zone), .getMilliseconds(zone)',
      'A part of the local time; UTC without a zone. Months, days of month by getDayOfMonth, of week and of year count from 0; Sunday is 0.',
      "timestamp('2026-11-16T12:00:00Z').getHours('Europe/Paris') == 13",
    ],
    [
      'span.getHours(), .getMinutes(), .getSeconds(), .getMilliseconds()',
      'A whole span in one unit; milliseconds are the rest of the second.',
      "duration('90m').getMinutes() == 90",
    ],
  ],
  Conversions: [
    [
      'int(a), uint(a), double(a)',
      'A number from a number or a text; from a time, int gives seconds since 1970.',
      "int('3') == 3",
    ],
    ["bytes(a), b'text'", 'A row of bytes.', "bytes('a') == b'a'"],
    ['string(a)', 'A text.', "string(3) == '3'"],
    ['bool(a)', "A truth from 'true' or 'false'.", "bool('true')"],
    ['type(a)', 'The type, to compare.', 'type(1) == int'],
    ['dyn(a)', 'The same value, its type checked when it is decided.', 'dyn(1) == 1'],
  ],
};

/** What one may know from elsewhere and the profile has not, each with the reason. */
export const CEL_REFUSED: readonly (readonly [example: string, reason: string])[] = [
  [
    "'a'.matches('[a-z]' + '$')",
    'The pattern must be a literal, so that it can be checked beforehand.',
  ],
  ["'ab'.matches('(?<=a)b')", 'RE2 has no lookaround and no backreferences.'],
  [
    '[1].all(x, [1].all(y, [1].all(z, x + y + z == 3)))',
    'Loops nest two deep at most, so that a condition takes a bounded time.',
  ],
  [
    'google.protobuf.Timestamp{seconds: 1} == timestamp(1)',
    'There are no protobuf messages. Write timestamp(…) and duration(…).',
  ],
  ['optional.of(1).hasValue()', 'There are no optionals. Ask with has(…).'],
  ['true == 1 < 2', 'Readers of CEL differ over it. Write true == (1 < 2).'],
  ['false && 32', 'Both sides must be true or false, also the one that would not be asked.'],
  ['math.greatest(1, 2) == 2', 'There is no extension for mathematics.'],
];

/** The sections of the page about them. */
export const CEL_LIBRARY: readonly string[] = [
  '## What of CEL there is',
  'Every example is true.',
  ...Object.entries(CEL_FORMS).flatMap(([title, forms]) => [
    `### ${title}`,
    table(
      ['form', 'what it means', 'example'],
      forms.map(([form, meaning, example]) => [code(form), meaning, code(example)]),
    ),
  ]),
  '## What there is not',
  `These are refused when the policy is checked. [The decision about the profile](../adr/0009-a-profile-of-cel-behind-an-interface-of-ours.md) says why. A condition has at most 4,096 characters.`,
  table(
    ['example', 'why'],
    CEL_REFUSED.map(([example, reason]) => [code(example), reason]),
  ),
];
