const DAY = 86_400_000;

/**
 * The week of an instant in UTC, such as `2026-W19`, by ISO 8601: weeks begin on Monday, and belong
 * to the year that has their Thursday. Sorts as text.
 *
 * @param time milliseconds since 1970
 */
export function isoWeek(time: number): string {
  const day = Math.floor(time / DAY);
  // 1970-01-01 was a Thursday: day 0 is the fourth of its week.
  const thursday = Math.floor((day + 3) / 7) * 7;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const first = Math.floor(Date.UTC(year, 0, 1) / DAY);
  const week = Math.floor((thursday - first) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}
