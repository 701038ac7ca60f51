import { zonedTime } from '../../evaluate/zonedTime';
import { durationNanos } from './durations';
import type { ReplacedFunction } from './ReplacedFunction';
import { failure } from './values';

const TIMESTAMP = 'google.protobuf.Timestamp';
const DURATION = 'google.protobuf.Duration';

/** What is read of the local time; its date is that of UTC where no zone is named. */
const READ: Readonly<Record<string, (local: Date) => number>> = {
  getFullYear: local => local.getUTCFullYear(),
  getMonth: local => local.getUTCMonth(),
  getDate: local => local.getUTCDate(),
  getDayOfMonth: local => local.getUTCDate() - 1,
  getDayOfWeek: local => local.getUTCDay(),
  getDayOfYear: dayOfYear,
  getHours: local => local.getUTCHours(),
  getMinutes: local => local.getUTCMinutes(),
  getSeconds: local => local.getUTCSeconds(),
  getMilliseconds: local => local.getUTCMilliseconds(),
};

/**
 * Reading a timestamp in a zone goes through one zone table; the library re-reads a printed local
 * time in the zone of the machine, which gives other answers on other machines near a change of
 * the clocks.
 */
export const TIMES: readonly ReplacedFunction[] = [
  ...Object.entries(READ).map(([name, read]) => ({
    name,
    on: TIMESTAMP,
    of: ['string'],
    result: 'int',
    evaluate: (at: Date, zone: string) => BigInt(read(localTime(at, zone))),
  })),
  {
    name: 'getDayOfYear',
    on: TIMESTAMP,
    of: [],
    result: 'int',
    evaluate: (at: Date) => BigInt(dayOfYear(at)),
  },
  {
    name: 'getMilliseconds',
    on: TIMESTAMP,
    of: [],
    result: 'int',
    evaluate: (at: Date) => BigInt(at.getUTCMilliseconds()),
  },
  // Of a duration too it is what stands behind the point; the library counts all of them.
  {
    name: 'getMilliseconds',
    on: DURATION,
    of: [],
    result: 'int',
    evaluate: (duration: object) => (durationNanos(duration) % 1_000_000_000n) / 1_000_000n,
  },
];

/** Counted from 0, as CEL's `getDayOfYear` does. */
function dayOfYear(local: Date): number {
  const first = new Date(local.getTime());
  first.setUTCMonth(0, 1);
  return Math.round((local.getTime() - first.getTime()) / 86_400_000);
}

/** A date whose UTC fields are what the clocks of the zone show. */
function localTime(at: Date, zone: string): Date {
  const fixed = /^([+-]?)(\d\d):(\d\d)$/.exec(zone);
  if (fixed) {
    const [, sign, hours, minutes] = fixed;
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
    return new Date(at.getTime() + (sign === '-' ? -offset : offset));
  }
  try {
    const { year, month, day, minutes, seconds } = zonedTime(at.getTime(), zone);
    const local = new Date(at.getTime());
    local.setUTCFullYear(year, month - 1, day);
    local.setUTCHours(Math.floor(minutes / 60), minutes % 60, seconds);
    return local;
  } catch {
    throw failure('unknown_zone', `There is no time zone "${zone.slice(0, 40)}"`);
  }
}
