import { zonedTime } from '@countersign/policy';

/** Two zone tables that say different things. */
export class ZoneDisagreement extends Error {
  constructor(
    readonly zone: string,
    readonly at: number,
  ) {
    super(
      `The database's clocks of ${zone} show another time at ${new Date(at).toISOString()} than ours, ` +
        'so windows in this zone would not be answered alike. Update the time zones of the older of ' +
        'the two (in Node: process.versions.tz), or replay without SQL.',
    );
    this.name = 'ZoneDisagreement';
  }
}

/** Asks a database what the clocks of a zone show, as milliseconds if it were UTC, at these instants. */
export type ReadClocks = (zone: string, instants: readonly number[]) => Promise<readonly number[]>;

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * Makes sure that a database's zone tables are ours between two instants: at the start of every UTC
 * day, and in every minute of the days on which the clocks change. That no zone changes its clocks and
 * back within a day is what our own table takes for granted too.
 *
 * Costs one question for each zone, and one more where clocks change.
 *
 * @throws ZoneDisagreement for the first instant at which they differ.
 */
export async function checkZones(
  zones: readonly string[],
  from: number,
  to: number,
  read: ReadClocks,
): Promise<void> {
  const first = Math.floor(from / DAY) * DAY;
  const days = Array.from(
    { length: Math.floor((to - first) / DAY) + 2 },
    (_, n) => first + n * DAY,
  );
  for (const zone of zones) {
    const ours = days.map(day => localMillis(day, zone));
    compare(zone, days, ours, await read(zone, days));
    const minutes = days.flatMap((day, n) =>
      ours[n + 1] !== undefined && ours[n + 1]! - ours[n]! !== DAY
        ? Array.from({ length: DAY / MINUTE }, (_, minute) => day + minute * MINUTE)
        : [],
    );
    if (minutes.length > 0) {
      const expected = minutes.map(minute => localMillis(minute, zone));
      compare(zone, minutes, expected, await read(zone, minutes));
    }
  }
}

function compare(
  zone: string,
  instants: readonly number[],
  ours: readonly number[],
  theirs: readonly number[],
): void {
  instants.forEach((at, index) => {
    if (theirs[index] !== ours[index]) {
      throw new ZoneDisagreement(zone, at);
    }
  });
}

function localMillis(at: number, zone: string): number {
  const { year, month, day, minutes, seconds } = zonedTime(at, zone);
  const local = new Date(0);
  // `Date.UTC` would read the years 0 to 99 as 1900 to 1999.
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(0, minutes, seconds);
  return local.getTime();
}
