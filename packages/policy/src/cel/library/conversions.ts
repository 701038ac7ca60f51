import { type UnsignedInt, type Duration } from '@marcbachmann/cel-js/evaluator';
import { int, uint } from './arithmetic';
import {
  parseDuration,
  parseTimestamp,
  printDuration,
  printTimestamp,
  timestampOf,
} from './durations';
import type { ReplacedFunction } from './ReplacedFunction';
import { failure } from './values';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';

const same = (value: unknown) => value;

/**
 * Conversions between types. The library's own read `0x10` and the empty text as ints, accept
 * doubles beyond 64 bits, and repair bytes that are no UTF-8.
 */
export const CONVERSIONS: readonly ReplacedFunction[] = [
  { name: 'int', of: ['int'], result: 'int', evaluate: same },
  { name: 'int', of: ['uint'], result: 'int', evaluate: (value: UnsignedInt) => int(value.value) },
  { name: 'int', of: ['double'], result: 'int', evaluate: intOfDouble },
  { name: 'int', of: ['string'], result: 'int', evaluate: (text: string) => int(whole(text)) },
  {
    name: 'int',
    of: [TIMESTAMP],
    result: 'int',
    evaluate: (at: Date) => BigInt(Math.floor(at.getTime() / 1_000)),
  },
  { name: 'uint', of: ['uint'], result: 'uint', evaluate: same },
  { name: 'uint', of: ['int'], result: 'uint', evaluate: (value: bigint) => uint(value) },
  { name: 'uint', of: ['double'], result: 'uint', evaluate: uintOfDouble },
  { name: 'uint', of: ['string'], result: 'uint', evaluate: (text: string) => uint(whole(text)) },
  { name: 'double', of: ['double'], result: 'double', evaluate: same },
  { name: 'double', of: ['int'], result: 'double', evaluate: Number },
  { name: 'double', of: ['uint'], result: 'double', evaluate: Number },
  { name: 'double', of: ['string'], result: 'double', evaluate: doubleOf },
  { name: 'string', of: ['string'], result: 'string', evaluate: same },
  { name: 'string', of: ['bool'], result: 'string', evaluate: String },
  { name: 'string', of: ['int'], result: 'string', evaluate: String },
  { name: 'string', of: ['uint'], result: 'string', evaluate: String },
  { name: 'string', of: ['double'], result: 'string', evaluate: printDouble },
  { name: 'string', of: ['bytes'], result: 'string', evaluate: textOfBytes },
  { name: 'string', of: [TIMESTAMP], result: 'string', evaluate: printTimestamp },
  {
    name: 'string',
    of: [DURATION],
    result: 'string',
    evaluate: printDuration as (d: Duration) => string,
  },
  { name: 'bytes', of: ['bytes'], result: 'bytes', evaluate: same },
  {
    name: 'bytes',
    of: ['string'],
    result: 'bytes',
    evaluate: (text: string) => new TextEncoder().encode(text),
  },
  { name: 'timestamp', of: [TIMESTAMP], result: TIMESTAMP, evaluate: same },
  { name: 'timestamp', of: ['string'], result: TIMESTAMP, evaluate: parseTimestamp },
  {
    name: 'timestamp',
    of: ['int'],
    result: TIMESTAMP,
    evaluate: (seconds: bigint) => timestampOf(Number(seconds) * 1_000),
  },
  { name: 'duration', of: [DURATION], result: DURATION, evaluate: same },
  { name: 'duration', of: ['string'], result: DURATION, evaluate: parseDuration },
];

function whole(text: string): bigint {
  if (!/^[+-]?\d{1,40}$/.test(text)) {
    throw failure('conversion', `"${text.slice(0, 40)}" is no whole number`);
  }
  return BigInt(text.replace('+', ''));
}

function intOfDouble(value: number): bigint {
  // 2^63 is a double and no int; -2^63 cannot be told from what was rounded to it.
  if (!(Math.abs(value) < 2 ** 63)) {
    throw failure('numeric_overflow', `integer overflow: ${value}`);
  }
  return BigInt(Math.trunc(value));
}

function uintOfDouble(value: number): UnsignedInt {
  if (!(value >= 0 && value < 2 ** 64)) {
    throw failure('numeric_overflow', `unsigned integer overflow: ${value}`);
  }
  return uint(BigInt(Math.trunc(value)));
}

function doubleOf(text: string): number {
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) {
    const value = Number(text);
    if (Number.isFinite(value)) {
      return value;
    }
  }
  const named = /^([+-]?)(?:inf|infinity)$/i.exec(text);
  if (named) {
    return named[1] === '-' ? -Infinity : Infinity;
  }
  if (/^nan$/i.test(text)) {
    return NaN;
  }
  throw failure('conversion', `"${text.slice(0, 40)}" is no number`);
}

/** Implementations differ in how they write what is no finite number, so it has no text here. */
function printDouble(value: number): string {
  if (!Number.isFinite(value)) {
    throw failure('conversion', `${value} has no text that every implementation would write`);
  }
  return String(value);
}

function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw failure('conversion', 'These bytes are no UTF-8 text');
  }
}
