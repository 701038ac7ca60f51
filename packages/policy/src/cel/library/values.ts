import { EvaluationError } from '@marcbachmann/cel-js';
import type { ASTNode } from '@marcbachmann/cel-js';
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';

export const MIN_INT = -(2n ** 63n);
export const MAX_INT = 2n ** 63n - 1n;
export const MAX_UINT = 2n ** 64n - 1n;

/** CEL's name for the type of a value; `object` for what a policy declares. */
export type ValueType =
  | 'int'
  | 'uint'
  | 'double'
  | 'string'
  | 'bool'
  | 'null'
  | 'bytes'
  | 'timestamp'
  | 'duration'
  | 'list'
  | 'map'
  | 'type'
  | 'object';

export function typeOfValue(value: unknown): ValueType {
  switch (typeof value) {
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    default:
      return typeOfObject(value as object | null);
  }
}

function typeOfObject(value: object | null): ValueType {
  if (value === null) {
    return 'null';
  }
  if (Array.isArray(value) || value instanceof Set) {
    return 'list';
  }
  if (value instanceof Map || value.constructor === Object || value.constructor === undefined) {
    return 'map';
  }
  if (value instanceof Date) {
    return 'timestamp';
  }
  if (value instanceof Duration) {
    return 'duration';
  }
  if (value instanceof UnsignedInt) {
    return 'uint';
  }
  if (value instanceof Uint8Array) {
    return 'bytes';
  }
  return isTypeValue(value) ? 'type' : 'object';
}

/** What `type(…)` gives; the library does not export its class. */
function isTypeValue(value: object): boolean {
  const tag = (value as { [Symbol.toStringTag]?: string })[Symbol.toStringTag];
  return tag !== undefined && tag.startsWith('Type<');
}

/** The number that a value is, whatever its type; `undefined` for what is no number. */
export function numberOf(value: unknown): bigint | number | undefined {
  return typeof value === 'bigint' || typeof value === 'number'
    ? value
    : value instanceof UnsignedInt
      ? value.value
      : undefined;
}

/** An error of evaluation with the place of a node. */
export function failure(code: string, message: string, node?: ASTNode): EvaluationError {
  return new EvaluationError({ code, message, ...(node && { node }) });
}

/** An operator does not take the values that it got. */
export function noOverload(left: unknown, right: unknown, node?: ASTNode): EvaluationError {
  const message = `no such overload: ${typeOfValue(left)} ${node?.op} ${typeOfValue(right)}`;
  return failure('no_such_overload', message, node);
}
