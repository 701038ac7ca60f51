import type { JsonValue } from '@countersign/model';

/**
 * The order of a dictionary: null, false and true, numbers ascending, texts by UTF-16 code units, then
 * lists and objects by their JSON texts. Total: no two distinct JSON texts are equal.
 */
export function compareValues(a: JsonValue, b: JsonValue): number {
  const kind = rankOf(a);
  const difference = kind - rankOf(b);
  if (difference !== 0) {
    return difference;
  }
  if (typeof a === 'number') {
    return a - (b as number);
  }
  if (typeof a === 'string') {
    return compareTexts(a, b as string);
  }
  return kind < OBJECTS
    ? Number(a) - Number(b)
    : compareTexts(JSON.stringify(a), JSON.stringify(b));
}

const OBJECTS = 4;

function rankOf(value: JsonValue): number {
  switch (typeof value) {
    case 'boolean':
      return 1;
    case 'number':
      return 2;
    case 'string':
      return 3;
    default:
      return value === null ? 0 : OBJECTS;
  }
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
