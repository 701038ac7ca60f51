import type { ASTNode } from '@marcbachmann/cel-js';
import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { failure, numberOf, typeOfValue } from './values';

/** The keys of a map: one of CEL's, or a plain object as a caller may pass it in. */
export function mapKeys(map: object): readonly unknown[] {
  return map instanceof Map ? [...map.keys()] : Object.keys(map);
}

/** The value under a key, or `undefined`. Numbers are the same key when they are equal. */
export function mapGet(map: object, key: unknown): unknown {
  if (!(map instanceof Map)) {
    return typeof key === 'string' && Object.hasOwn(map, key)
      ? (map as Record<string, unknown>)[key]
      : undefined;
  }
  const value: unknown = map.get(key);
  const number = value === undefined ? numberOf(key) : undefined;
  if (number === undefined) {
    return value;
  }
  const whole = wholeNumber(number);
  return whole === undefined ? undefined : (map.get(whole) ?? uintEntry(map, whole));
}

/** Whether a map literal or a loop may use the value as a key. */
export function isKey(key: unknown): boolean {
  return (
    typeof key === 'string' ||
    typeof key === 'bigint' ||
    typeof key === 'boolean' ||
    key instanceof UnsignedInt
  );
}

/** The map that a literal writes out. */
export function mapOf(
  entries: readonly (readonly [unknown, unknown])[],
  node: ASTNode,
): Map<unknown, unknown> {
  const map = new Map<unknown, unknown>();
  for (const [key, value] of entries) {
    if (!isKey(key)) {
      throw failure('unsupported_key', `A map has no keys of type ${typeOfValue(key)}`, node);
    }
    if (mapGet(map, key) !== undefined) {
      throw failure('duplicate_key', 'The same key stands twice in this map', node);
    }
    map.set(key, value);
  }
  return map;
}

function wholeNumber(number: bigint | number): bigint | undefined {
  return typeof number === 'bigint'
    ? number
    : Number.isInteger(number)
      ? BigInt(number)
      : undefined;
}

function uintEntry(map: Map<unknown, unknown>, key: bigint): unknown {
  for (const [candidate, value] of map) {
    if (candidate instanceof UnsignedInt && candidate.value === key) {
      return value;
    }
  }
  return undefined;
}
