import type { ASTNode } from '@marcbachmann/cel-js';
import { UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { between, durationNanos, durationOf, moved } from './durations';
import { failure, MAX_INT, MAX_UINT, MIN_INT, noOverload, typeOfValue } from './values';

export type Arithmetic = (left: never, right: never, node: ASTNode) => unknown;

/** What an operator does, by the types of its operands. */
export const ARITHMETIC: Readonly<Record<string, Readonly<Record<string, Arithmetic>>>> = {
  '+': {
    'int int': (a: bigint, b: bigint, node) => int(a + b, node),
    'uint uint': (a: UnsignedInt, b: UnsignedInt, node) => uint(a.value + b.value, node),
    'double double': (a: number, b: number) => a + b,
    'string string': (a: string, b: string) => a + b,
    'bytes bytes': (a: Uint8Array, b: Uint8Array) => Uint8Array.from([...a, ...b]),
    'list list': (a: Iterable<unknown>, b: Iterable<unknown>) => [...a, ...b],
    'duration duration': (a: object, b: object) => durationOf(durationNanos(a) + durationNanos(b)),
    'timestamp duration': (a: Date, b: object) => moved(a, durationNanos(b)),
    'duration timestamp': (a: object, b: Date) => moved(b, durationNanos(a)),
  },
  '-': {
    'int int': (a: bigint, b: bigint, node) => int(a - b, node),
    'uint uint': (a: UnsignedInt, b: UnsignedInt, node) => uint(a.value - b.value, node),
    'double double': (a: number, b: number) => a - b,
    'duration duration': (a: object, b: object) => durationOf(durationNanos(a) - durationNanos(b)),
    'timestamp duration': (a: Date, b: object) => moved(a, -durationNanos(b)),
    'timestamp timestamp': (a: Date, b: Date) => between(a, b),
  },
  '*': {
    'int int': (a: bigint, b: bigint, node) => int(a * b, node),
    'uint uint': (a: UnsignedInt, b: UnsignedInt, node) => uint(a.value * b.value, node),
    'double double': (a: number, b: number) => a * b,
  },
  '/': {
    'int int': (a: bigint, b: bigint, node) => int(a / divisor(b, node), node),
    'uint uint': (a: UnsignedInt, b: UnsignedInt, node) =>
      uint(a.value / divisor(b.value, node), node),
    'double double': (a: number, b: number) => a / b,
  },
  '%': {
    'int int': (a: bigint, b: bigint, node) => {
      // The quotient must exist for the remainder to.
      int(a / divisor(b, node), node);
      return a % b;
    },
    'uint uint': (a: UnsignedInt, b: UnsignedInt, node) =>
      uint(a.value % divisor(b.value, node), node),
  },
};

/** An operator for operands whose types only their values tell. */
export function calculator(operator: string): Arithmetic {
  const table = ARITHMETIC[operator]!;
  const ints = table['int int']!;
  return (left: unknown, right: unknown, node: ASTNode) => {
    const apply =
      typeof left === 'bigint' && typeof right === 'bigint'
        ? ints
        : table[`${typeOfValue(left)} ${typeOfValue(right)}`];
    if (!apply) {
      throw noOverload(left, right, node);
    }
    return apply(left as never, right as never, node);
  };
}

export function negate(value: unknown, node: ASTNode): unknown {
  switch (typeof value) {
    case 'bigint':
      return int(-value, node);
    case 'number':
      return -value;
    default:
      throw failure('no_such_overload', `no such overload: -${typeOfValue(value)}`, node);
  }
}

/** @throws EvaluationError for what is no 64-bit integer. */
export function int(value: bigint, node?: ASTNode): bigint {
  if (value > MAX_INT || value < MIN_INT) {
    throw failure('numeric_overflow', `integer overflow: ${value}`, node);
  }
  return value;
}

/** @throws EvaluationError for what is no unsigned 64-bit integer. */
export function uint(value: bigint, node?: ASTNode): UnsignedInt {
  if (value > MAX_UINT || value < 0n) {
    throw failure('numeric_overflow', `unsigned integer overflow: ${value}`, node);
  }
  return new UnsignedInt(value);
}

function divisor(value: bigint, node: ASTNode): bigint {
  if (value === 0n) {
    throw failure('division_by_zero', 'division by zero', node);
  }
  return value;
}
