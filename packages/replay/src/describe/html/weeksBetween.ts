import { isoWeek } from '../../group/isoWeek';

const WEEK = 7 * 86_400_000;

/** Every ISO week from one instant to another, both included. */
export function weeksBetween(first: string, last: string): string[] {
  const end = isoWeek(Date.parse(last));
  const weeks: string[] = [];
  for (let time = Date.parse(first); ; time += WEEK) {
    const week = isoWeek(time);
    if (week > end) {
      return weeks;
    }
    weeks.push(week);
  }
}
