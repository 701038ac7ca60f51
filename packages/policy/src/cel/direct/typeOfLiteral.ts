/** The CEL type of a literal that is evaluated directly; `undefined` for null, bytes and uint. */
export function typeOfLiteral(value: unknown): string | undefined {
  return TYPES[typeof value];
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  boolean: 'bool',
  bigint: 'int',
  number: 'double',
};
