/** What the clocks of a zone show. */
export interface ZonedTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 1 for Monday to 7 for Sunday. */
  readonly weekday: number;
  /** Minutes since local midnight, 0 to 1439. */
  readonly minutes: number;
  /** 0 to 59; other than in UTC only before zones had whole minutes. */
  readonly seconds: number;
}

/**
 * Local time in an IANA zone, from the zone tables of the JavaScript engine.
 *
 * The first question about a zone's day costs some microseconds, as `Intl` prints dates; every
 * further one on a day without a change of the clocks is arithmetic. A replay asks 100,000 times
 * about a few hundred days.
 *
 * @param at - Milliseconds since 1970.
 * @throws RangeError when there is no such zone.
 */
export function zonedTime(at: number, zone: string): ZonedTime {
  const local = new Date(at + offsetAt(clockOf(zone), at));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay() || 7,
    minutes: local.getUTCHours() * 60 + local.getUTCMinutes(),
    seconds: local.getUTCSeconds(),
  };
}

/** Whether the engine knows a zone of this name. */
export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

interface Clock {
  readonly format: Intl.DateTimeFormat;
  /** Offset to UTC in milliseconds on each UTC day that has only one; NaN where it changes. */
  readonly days: Map<number, number>;
}

const DAY = 86_400_000;
/** Bounds that only hostile input reaches: zone names in odd case, instants over millennia. */
const MAX_CLOCKS = 1_000;
const MAX_DAYS = 20_000;

const clocks = new Map<string, Clock>();

function clockOf(zone: string): Clock {
  let clock = clocks.get(zone);
  if (!clock) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clock = { format, days: new Map() };
    if (clocks.size >= MAX_CLOCKS) {
      clocks.clear();
    }
    clocks.set(zone, clock);
  }
  return clock;
}

function offsetAt(clock: Clock, at: number): number {
  const day = Math.floor(at / DAY);
  let offset = clock.days.get(day);
  if (offset === undefined) {
    const first = readOffset(clock.format, day * DAY);
    const last = readOffset(clock.format, (day + 1) * DAY);
    offset = first === last ? first : NaN;
    if (clock.days.size >= MAX_DAYS) {
      clock.days.clear();
    }
    clock.days.set(day, offset);
  }
  return Number.isNaN(offset) ? readOffset(clock.format, at) : offset;
}

function readOffset(format: Intl.DateTimeFormat, at: number): number {
  const whole = Math.floor(at / 1000) * 1000;
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(whole)) {
    parts[type] = value;
  }
  const year = Number(parts.year);
  const local = new Date(0);
  // `Date.UTC` would read the years 0 to 99 as 1900 to 1999.
  local.setUTCFullYear(
    parts.era === 'BC' ? 1 - year : year,
    Number(parts.month) - 1,
    Number(parts.day),
  );
  local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return local.getTime() - whole;
}
