import type { ASTNode } from '@marcbachmann/cel-js';
import { durationNanos } from './durations';
import { noOverload, numberOf, typeOfValue } from './values';

/**
 * The order of two values: negative, zero, positive, or NaN where there is none. Beside a double an
 * int or uint counts as the nearest double, as the specification's suite has it.
 */
export function compare(left: unknown, right: unknown, node?: ASTNode): number {
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  const one = numberOf(left);
  const other = numberOf(right);
  if (one !== undefined && other !== undefined) {
    return typeof one === 'bigint' && typeof other === 'bigint'
      ? Number(one > other) - Number(one < other)
      : compareDoubles(Number(one), Number(other));
  }
  const type = typeOfValue(left);
  if (type === typeOfValue(right)) {
    switch (type) {
      case 'string':
        return compareTexts(left as string, right as string);
      case 'bool':
        return Number(left) - Number(right);
      case 'bytes':
        return compareBytes(left as Uint8Array, right as Uint8Array);
      case 'timestamp':
        return Number(left) - Number(right);
      case 'duration': {
        const difference = durationNanos(left) - durationNanos(right);
        return Number(difference > 0n) - Number(difference < 0n);
      }
      default:
    }
  }
  throw noOverload(left, right, node);
}

function compareDoubles(left: number, right: number): number {
  return left < right ? -1 : left > right ? 1 : left === right ? 0 : NaN;
}

/** By code points: JavaScript's own order puts what is beyond 16 bits before U+E000. */
export function compareTexts(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const one = left.charCodeAt(index);
    const other = right.charCodeAt(index);
    if (one !== other) {
      return rank(one) - rank(other);
    }
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all others. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    if (left[index] !== right[index]) {
      return left[index]! - right[index]!;
    }
  }
  return left.length - right.length;
}
