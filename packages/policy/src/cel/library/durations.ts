import { Duration } from '@marcbachmann/cel-js/evaluator';
import { failure, MAX_INT, MIN_INT } from './values';

const SECOND = 1_000_000_000n;
const MILLISECOND = 1_000_000n;

const UNITS: Readonly<Record<string, bigint>> = {
  h: 3_600n * SECOND,
  m: 60n * SECOND,
  s: SECOND,
  ms: MILLISECOND,
  us: 1_000n,
  µs: 1_000n,
  ns: 1n,
};

/** Years of four digits, as in RFC 3339. */
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

export function durationNanos(duration: unknown): bigint {
  const { seconds, nanos } = duration as Duration;
  return seconds * SECOND + BigInt(nanos);
}

/** @throws EvaluationError beyond 2^63 nanoseconds, about 292 years. */
export function durationOf(nanos: bigint): Duration {
  if (nanos > MAX_INT || nanos < MIN_INT) {
    throw failure('duration_range', 'A duration is at most 292 years');
  }
  return new Duration(nanos / SECOND, Number(nanos % SECOND));
}

/** Such as `300ms`, `-1.5h` or `2h45m`. */
export function parseDuration(text: string): Duration {
  const [, sign, rest] = /^([+-]?)(.*)$/s.exec(text)!;
  if (rest === '0') {
    return durationOf(0n);
  }
  const invalid = () =>
    failure('invalid_duration', `"${text.slice(0, 40)}" is no duration such as 1h30m`);
  if (!rest || text.length > MAX_TEXT) {
    throw invalid();
  }
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/y;
  let nanos = 0n;
  while (part.lastIndex < rest.length) {
    const match = part.exec(rest);
    if (!match) {
      throw invalid();
    }
    const [, amount, unit] = match;
    const [whole, fraction = ''] = amount!.split('.');
    const scale = UNITS[unit!]!;
    nanos += BigInt(whole || '0') * scale;
    nanos += (BigInt(fraction || '0') * scale) / 10n ** BigInt(fraction.length);
  }
  return durationOf(sign === '-' ? -nanos : nanos);
}

const MAX_TEXT = 128;

/** In seconds with no, three, six or nine digits behind the point, as protobuf writes it in JSON. */
export function printDuration(duration: Duration): string {
  const nanos = durationNanos(duration);
  const size = nanos < 0n ? -nanos : nanos;
  const digits = String(size % SECOND).padStart(9, '0');
  const fraction = digits.replace(/(?:000){1,3}$/, '');
  return `${nanos < 0n ? '-' : ''}${size / SECOND}${fraction && `.${fraction}`}s`;
}

/**
 * A moment moved by a duration. Moments are kept in milliseconds: what would fall between two is an
 * error, never another moment.
 */
export function moved(at: Date, nanos: bigint): Date {
  if (nanos % MILLISECOND !== 0n) {
    throw failure('timestamp_precision', 'Timestamps are kept in milliseconds here, not finer');
  }
  return timestampOf(at.getTime() + Number(nanos / MILLISECOND));
}

export function between(left: Date, right: Date): Duration {
  return durationOf(BigInt(left.getTime() - right.getTime()) * MILLISECOND);
}

/** @throws EvaluationError outside the years 1 to 9999. */
export function timestampOf(milliseconds: number): Date {
  if (!(milliseconds >= FIRST_INSTANT && milliseconds <= LAST_INSTANT)) {
    throw failure('timestamp_range', 'A timestamp lies in the years 1 to 9999');
  }
  return new Date(milliseconds);
}

/** RFC 3339, as in 2026-10-25T00:30:00.5+01:00. */
export function parseTimestamp(text: string): Date {
  const match = RFC_3339.exec(text);
  const local = match && Date.parse(`${match[1]}.${(match[2] ?? '').slice(0, 3).padEnd(3, '0')}Z`);
  // JavaScript reads the 30th of February as the 2nd of March.
  if (!match || Number.isNaN(local) || !new Date(local!).toISOString().startsWith(match[1]!)) {
    throw failure(
      'invalid_timestamp',
      `"${text.slice(0, 40)}" is no timestamp such as 2026-10-25T00:30:00Z`,
    );
  }
  if (/[1-9]/.test((match[2] ?? '').slice(3))) {
    throw failure('timestamp_precision', 'Timestamps are kept in milliseconds here, not finer');
  }
  const [, , , sign, hours, minutes] = match;
  const offset = sign ? (Number(hours) * 60 + Number(minutes)) * 60_000 : 0;
  return timestampOf(sign === '-' ? local! + offset : local! - offset);
}

const RFC_3339 =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

export function printTimestamp(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}
