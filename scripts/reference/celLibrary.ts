import { code, table } from './markdown';

/** What of CEL's own the profile has: a form, what it means, and an example that is true. */
export const CEL_FORMS: Readonly<
  Record<string, readonly (readonly [form: string, meaning: string, example: string])[]>
> = {
  Operators: [
    [
      'a == b, a != b',
      'Equal or not, both of one type; lists and maps by content.',
      '[1, 2] == [1, 2]',
    ],
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
    ['string(a)', 'A text.', "string(3) == '3'"],
    ['bool(a)', "A truth from 'true' or 'false'.", "bool('true')"],
    ['type(a)', 'The type, to compare.', 'type(1) == int'],
    ['dyn(a)', 'The same value, its type checked when it is decided.', 'dyn(1) == 1'],
  ],
};

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
];
