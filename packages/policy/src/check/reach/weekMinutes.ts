import { WEEKDAYS, type WindowDocument } from '@countersign/model';
import { minutesOf } from '../../plan/compileWindow';
import { numbersIn, wholeNumbers, type NumberSet } from './NumberSet';

export const DAY_MINUTES = 1440;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

/** The minutes of the week, counted from Monday 00:00 on the zone's own clocks, in a window. */
export function weekMinutes({ days, from, to }: WindowDocument): NumberSet {
  const start = minutesOf(from);
  const end = minutesOf(to);
  const length = end > start ? end - start : end + DAY_MINUTES - start;
  return minutesFrom(
    days.map(day => ({ start: WEEKDAYS.indexOf(day) * DAY_MINUTES + start, length })),
  );
}

/** Minutes of spans that may reach over either end of the week. */
export function minutesFrom(
  spans: readonly { readonly start: number; readonly length: number }[],
): NumberSet {
  return wholeNumbers(
    numbersIn(
      spans.flatMap(({ start, length }) => {
        const from = ((start % WEEK_MINUTES) + WEEK_MINUTES) % WEEK_MINUTES;
        const to = from + length;
        return [
          { low: from, high: Math.min(to, WEEK_MINUTES), highOpen: true },
          { low: 0, high: to - WEEK_MINUTES, highOpen: true },
        ];
      }),
    ),
  );
}
