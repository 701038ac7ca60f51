import { zonedTime } from './zonedTime';

/** A date and time as the clocks of some zone show it. */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** May lie outside the month; it then counts on into the next. */
  readonly day: number;
  /** Minutes since local midnight; 1440 is the next one. */
  readonly minutes: number;
}

/** Of a time that comes twice, or never, when the clocks change: the earlier instant or the later. */
export type Ambiguity = 'earlier' | 'later';

/**
 * The instant, in milliseconds since 1970, at which the clocks of a zone show a local time.
 *
 * Where the clocks are put back a local time comes twice, and `choose` picks one. Where they are put
 * forward it never comes; then the two candidates are the readings by the clock before and after the
 * change, which lie on either side of it.
 */
export function localInstant(local: LocalTime, zone: string, choose: Ambiguity): number {
  const asUtc = Date.UTC(local.year, local.month - 1, local.day, 0, local.minutes);
  // No zone is further than a day from UTC, and no two changes of one zone lie within two days.
  const candidates = [asUtc - DAY, asUtc + DAY].map(at => asUtc - offset(at, zone));
  const exact = candidates.filter(at => at + offset(at, zone) === asUtc);
  const chosen = exact.length > 0 ? exact : candidates;
  return choose === 'earlier' ? Math.min(...chosen) : Math.max(...chosen);
}

/** A text such as `2026-12-19T18:00`. */
export function parseLocalTime(text: string): LocalTime {
  const [year, month, day, hours, minutes] = text.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { year, month, day, minutes: hours * 60 + minutes };
}

const DAY = 86_400_000;

function offset(at: number, zone: string): number {
  const { year, month, day, minutes } = zonedTime(at, zone);
  return Date.UTC(year, month - 1, day, 0, minutes) - Math.floor(at / 60_000) * 60_000;
}
