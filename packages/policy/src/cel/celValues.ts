/**
 * A JSON value in CEL's terms. Whole numbers up to 2^53 become `bigint`, CEL's int, so that
 * `replicas + 1 > 3` has one meaning whether a parameter says 5 or 5.5 (CEL compares int and double
 * by value); objects become maps, so that no member's name can be mistaken for a method.
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
        return value.map(toCel);
      }
      return new Map(
        Object.entries(value)
          .filter(([, member]) => member !== undefined)
          .map(([name, member]) => [name, toCel(member)]),
      );
    default:
      return value;
  }
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
      return value;
    default:
      return value;
  }
}
