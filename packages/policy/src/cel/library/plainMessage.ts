/**
 * The library's words in plain ones, by its error codes. What is not listed is passed on as it is.
 */
export function plainMessage(code: string, summary: string): string {
  const plain = PHRASES[code]?.(summary) ?? summary;
  return /[.?!]$/.test(plain) ? plain : `${plain}.`;
}

const TYPES: readonly [RegExp, string][] = [
  [/google\.protobuf\.Timestamp/g, 'timestamp'],
  [/google\.protobuf\.Duration/g, 'duration'],
  [/dyn<([^<>]+)>/g, '$1'],
];

const OPERATORS: Readonly<Record<string, string>> = {
  '==': 'compared with',
  '!=': 'compared with',
  '<': 'compared with',
  '<=': 'compared with',
  '>': 'compared with',
  '>=': 'compared with',
  '+': 'added to',
  '-': 'combined by - with',
  '*': 'multiplied with',
  '/': 'divided by',
  '%': 'divided by',
  in: 'looked for in',
};

const PHRASES: Readonly<Record<string, (summary: string) => string>> = {
  no_such_overload: summary => {
    const binary = /^no such overload: (.+) (==|!=|<=?|>=?|[-+*/%]|in) (.+)$/.exec(
      plainTypes(summary),
    );
    if (binary) {
      const [, left, operator, right] = binary;
      return `${article(left!)} cannot be ${OPERATORS[operator!]} ${article(right!).toLowerCase()}`;
    }
    const unary = /^no such overload: ([-!])(.+)$/.exec(plainTypes(summary));
    return unary ? `${unary[1]} does not apply to ${article(unary[2]!).toLowerCase()}` : summary;
  },
  no_matching_overload: summary =>
    plainTypes(summary).replace(
      /^found no matching overload for '(.*)'$/,
      'No function takes these values: $1',
    ),
  no_such_key: summary => summary.replace(/^No such key: (.*)$/, 'There is no "$1" here'),
  invalid_logical_operand: summary =>
    plainTypes(summary).replace(
      /^Logical operator requires bool operands, got '(.*)'$/,
      '&& and || join conditions, and this is $1',
    ),
  unexpected_character: summary =>
    summary.replace(
      /^Unexpected character: '?(.+?)'?$/,
      (_, got: string) => `"${got}" has no place here${DOUBLED[got] ?? ''}`,
    ),
  expected_token: summary =>
    summary.replace(
      /^Expected (\w+), got (\w+)$/,
      (_, expected: string, got: string) => `${token(expected)} was expected, not ${token(got)}`,
    ),
  unexpected_token: summary =>
    summary.replace(
      /^Unexpected token: (\w+)$/,
      (_, got: string) => `A value was expected, not ${token(got)}`,
    ),
  limit_exceeded: () =>
    'The expression is too large or nests too deep; split it into several rules',
};

/** Operators that people write once and CEL wants twice. */
const DOUBLED: Readonly<Record<string, string>> = {
  '=': '. To compare, write ==',
  '&': '. To join conditions, write &&',
  '|': '. To join conditions, write ||',
};

function plainTypes(text: string): string {
  return TYPES.reduce((result, [pattern, word]) => result.replace(pattern, word), text);
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'An' : 'A'} ${type}`;
}

const TOKENS: Readonly<Record<string, string>> = {
  EOF: 'the end',
  RPAREN: '")"',
  LPAREN: '"("',
  RBRACKET: '"]"',
  LBRACKET: '"["',
  RBRACE: '"}"',
  LBRACE: '"{"',
  COMMA: '","',
  COLON: '":"',
  DOT: '"."',
  QUESTION: '"?"',
  AND: '"&&"',
  OR: '"||"',
  EQ: '"=="',
  IN: '"in"',
  IDENTIFIER: 'a name',
  NUMBER: 'a number',
  STRING: 'a text',
};

function token(name: string): string {
  return TOKENS[name] ?? name.toLowerCase();
}
