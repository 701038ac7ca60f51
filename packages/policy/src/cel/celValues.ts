/**
 * Most entries of one list or object. Together with the nesting of loops that expressions may have it
 * bounds what an evaluation can cost, whoever wrote the values.
 */
export const MAX_ENTRIES = 1_000;

/**
 * A JSON value in CEL's terms. Whole numbers up to 2^53 become `bigint`, CEL's int, so that
 * `replicas + 1 > 3` has one meaning whether a parameter says 5 or 5.5 (CEL compares int and double
 * by value); objects become maps, so that no member's name can be mistaken for a method.
 *
 * @throws RangeError for a list or an object of more than {@link MAX_ENTRIES}.
 */
export function toCel(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'object':
      if (value === null || value instanceof Date || value instanceof Map) {
        return value;
      }
      if (Array.isArray(value)) {
        return bounded(value).map(toCel);
      }
      return new Map(
        bounded(Object.entries(value))
          .filter(([, member]) => member !== undefined)
          .map(([name, member]) => [name, toCel(member)]),
      );
    default:
      return value;
  }
}

function bounded<T>(entries: T[]): T[] {
  if (entries.length > MAX_ENTRIES) {
    throw new RangeError(
      `A list or object has ${entries.length} entries, and conditions read at most ${MAX_ENTRIES}`,
    );
  }
  return entries;
}

/** A CEL value in JSON's terms: the way back. Timestamps become RFC 3339 texts. */
export function fromCel(value: unknown): unknown {
  switch (typeof value) {
    case 'bigint':
      return Number(value);
    case 'object':
      if (value instanceof Date) {
        return value.toISOString();
      }
      if (value instanceof Map) {
        return Object.fromEntries(
          [...value].map(([name, member]) => [String(name), fromCel(member)]),
        );
      }
      if (value instanceof Set || Array.isArray(value)) {
        return [...value].map(fromCel);
      }
      // A map that an expression wrote out, such as {'a': 1}, is a plain object.
      return value?.constructor === Object
        ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromCel(member)]))
        : value;
    default:
      return value;
  }
}
