const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the clock in the office shows. */
export interface LondonTime {
  /** 0 for Monday. */
  weekday: number;
  hour: number;
}

/**
 * The office's clock at an instant. By rule, since asking `Intl` for each of some 80,000 instants would cost
 * more than everything else; a test compares the two.
 *
 * @param at - milliseconds since the epoch, 1996 or later
 */
export function londonTime(at: number): LondonTime {
  const local = at + londonOffset(at);
  const days = Math.floor(local / DAY_MS);
  // 1970-01-01 was a Thursday, the fourth day when Monday is the first.
  return { weekday: (days + 3) % 7, hour: Math.floor((local - days * DAY_MS) / HOUR_MS) };
}

/** Whether people are at their desks: Monday to Friday, eight to six. */
export function isStaffed({ weekday, hour }: LondonTime): boolean {
  return weekday < 5 && hour >= 8 && hour < 18;
}

/**
 * The instant of a local time of day.
 *
 * @param midnightUtc - milliseconds of the day's midnight in UTC
 * @param hour - local hour, 0 to 23
 * @param rest - milliseconds after that hour
 */
export function instantOf(midnightUtc: number, hour: number, rest: number): number {
  return midnightUtc + hour * HOUR_MS + rest - londonOffset(midnightUtc + DAY_MS / 2);
}

/** An hour from the last Sunday of March to the last Sunday of October, 01:00 UTC each. */
function londonOffset(at: number): number {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? HOUR_MS : 0;
}

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * DAY_MS;
}
