/** A function or method that CEL itself has. */
export interface BuiltInFunction {
  readonly name: string;
  /** As it is called: `size(list)`, `text.startsWith(text)`. */
  readonly signature: string;
  readonly description: string;
  /** Of which type it is a method; none of a function. */
  readonly of?: 'text' | 'list' | 'timestamp';
  /** An example that is a whole condition. */
  readonly example: string;
}

const ZONED = 'of the moment in a time zone';

/**
 * The functions of CEL that conditions of policies have a use for (cel-spec, langdef.md, "List of
 * Standard Definitions"). A test compiles each example.
 */
export const BUILT_IN_FUNCTIONS: readonly BuiltInFunction[] = [
  fn('has', 'has(value.member)', 'Whether a member is there.', 'has(resource.owner)'),
  fn('size', 'size(list)', 'Number of items, or of letters.', 'size(resource.tags) > 0'),
  fn('int', 'int(value)', 'As a whole number.', "int('3') == 3"),
  fn('double', 'double(value)', 'As a number with a fraction.', 'double(3) == 3.0'),
  fn('string', 'string(value)', 'As a text.', "string(3) == '3'"),
  fn(
    'timestamp',
    "timestamp('2027-01-31T00:00:00Z')",
    'A moment.',
    "now < timestamp('2027-01-31T00:00:00Z')",
  ),
  fn(
    'duration',
    "duration('24h')",
    'A span of time.',
    "now - timestamp('2027-01-31T00:00:00Z') > duration('24h')",
  ),
  fn(
    'startsWith',
    "text.startsWith('…')",
    'Whether it begins so.',
    "action.name.startsWith('a')",
    'text',
  ),
  fn('endsWith', "text.endsWith('…')", 'Whether it ends so.', "action.name.endsWith('a')", 'text'),
  fn(
    'contains',
    "text.contains('…')",
    'Whether it has this in it.',
    "action.name.contains('a')",
    'text',
  ),
  fn(
    'matches',
    "text.matches('…')",
    'Whether a pattern of RE2 is found in it.',
    "action.name.matches('^a+$')",
    'text',
  ),
  fn('size', 'text.size()', 'Number of letters.', 'action.name.size() > 3', 'text'),
  fn('size', 'list.size()', 'Number of items.', 'resource.tags.size() > 3', 'list'),
  fn(
    'exists',
    'list.exists(item, condition)',
    'Whether the condition holds for any item.',
    "resource.tags.exists(tag, tag == 'a')",
    'list',
  ),
  fn(
    'all',
    'list.all(item, condition)',
    'Whether the condition holds for every item.',
    "resource.tags.all(tag, tag == 'a')",
    'list',
  ),
  fn(
    'exists_one',
    'list.exists_one(item, condition)',
    'Whether the condition holds for exactly one item.',
    "resource.tags.exists_one(tag, tag == 'a')",
    'list',
  ),
  fn(
    'filter',
    'list.filter(item, condition)',
    'The items for which the condition holds.',
    "size(resource.tags.filter(tag, tag == 'a')) > 1",
    'list',
  ),
  fn(
    'map',
    'list.map(item, value)',
    'Something made of each item.',
    "'a' in resource.tags.map(tag, tag + 'b')",
    'list',
  ),
  ...(
    [
      ['getHours', 'Hour, 0 to 23,'],
      ['getMinutes', 'Minute, 0 to 59,'],
      ['getDayOfWeek', 'Day of the week, 0 for Sunday to 6,'],
      ['getDate', 'Day of the month, 1 to 31,'],
      ['getMonth', 'Month, 0 for January to 11,'],
      ['getFullYear', 'Year'],
    ] as const
  ).map(([name, what]) =>
    fn(
      name,
      `moment.${name}('Europe/London')`,
      `${what} ${ZONED}.`,
      `now.${name}('Europe/London') > 0`,
      'timestamp',
    ),
  ),
];

function fn(
  name: string,
  signature: string,
  description: string,
  example: string,
  of?: BuiltInFunction['of'],
): BuiltInFunction {
  return { name, signature, description, example, ...(of && { of }) };
}

/** The methods of a declared type. */
export function methodsOf(type: string): readonly BuiltInFunction[] {
  const of =
    type === 'string'
      ? 'text'
      : type.startsWith('list')
        ? 'list'
        : type === 'timestamp'
          ? type
          : '';
  return BUILT_IN_FUNCTIONS.filter(each => each.of === of);
}
