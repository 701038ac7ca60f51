/** A length of time as a reader wants it: one unit, rounded down. */
export interface TimeSpan {
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  count: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Names a length of time by its largest useful unit. Two hours and less are said in minutes and
 * two days and less in hours, since "1 hour" for 119 minutes would mislead someone who must hurry.
 *
 * @param seconds 0 or more.
 */
export function timeSpan(seconds: number): TimeSpan {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) {
    return { unit: 'seconds', count: whole };
  }
  if (whole < 2 * HOUR) {
    return { unit: 'minutes', count: Math.floor(whole / MINUTE) };
  }
  if (whole < 2 * DAY) {
    return { unit: 'hours', count: Math.floor(whole / HOUR) };
  }
  return { unit: 'days', count: Math.floor(whole / DAY) };
}

/** Seconds from one instant to another; negative when `to` is the earlier. */
export function secondsBetween(from: string | number, to: string | number): number {
  return (new Date(to).getTime() - new Date(from).getTime()) / 1000;
}
