import { WEEKDAYS, type WindowDocument } from '@countersign/model';
import { zonedTime } from '../../evaluate/zonedTime';
import { intersectNumbers, type NumberSet } from './NumberSet';
import { DAY_MINUTES, minutesFrom, WEEK_MINUTES, weekMinutes } from './weekMinutes';

/** Two windows that are open at the same time, though neither lies within the other. */
export interface WindowOverlap {
  /** Name of the one that stands first in the text, and of the other. */
  readonly first: string;
  readonly second: string;
  /** When they are both open, and what to do. */
  readonly message: string;
}

/**
 * Windows of one policy that overlap, as nights that begin before the working day is over. One that
 * lies wholly within another, such as a lunch break in the office hours, is meant and not reported.
 *
 * Windows of one zone are compared by the minutes of its week. Those of different zones are compared
 * for every pair of offsets to UTC that the two zones have in some week of {@link SAMPLE_YEAR}: the
 * year is fixed, so that what is found depends on the text alone. Only the first
 * {@link MAX_WINDOWS} windows are looked at.
 */
export function overlappingWindows(
  windows: ReadonlyMap<string, WindowDocument>,
): readonly WindowOverlap[] {
  const named = [...windows].slice(0, MAX_WINDOWS);
  const offsets = new Map<string, readonly number[]>();
  return named.flatMap(([second, other], index) =>
    named.slice(0, index).flatMap(([first, one]) => {
      const shared = sharedTime(one, other, zone => {
        const known = offsets.get(zone) ?? weeklyOffsets(zone);
        offsets.set(zone, known);
        return known;
      });
      return shared ? [{ first, second, message: messageOf(first, second, other, shared) }] : [];
    }),
  );
}

const MAX_WINDOWS = 40;
const SAMPLE_YEAR = 2026;
const WEEK = WEEK_MINUTES * 60_000;

interface SharedTime {
  /** Minutes of the week, on the clocks of the second window, as in most of the weeks with any. */
  readonly minutes: NumberSet;
  /** Number of shared minutes in the weeks with the fewest and with the most. */
  readonly range: readonly [number, number];
  readonly isOneZone: boolean;
}

function sharedTime(
  one: WindowDocument,
  other: WindowDocument,
  offsetsOf: (zone: string) => readonly number[],
): SharedTime | undefined {
  const isOneZone = one.zone === other.zone;
  const [a, b] = [weekMinutes(one), weekMinutes(other)];
  const shifts = isOneZone ? [0] : commonest(offsetsOf(one.zone), offsetsOf(other.zone));
  const weeks = shifts.map(shift => intersectNumbers(shifted(a, shift), b));
  const counts = weeks.map(countOf);
  const range = [Math.min(...counts), Math.max(...counts)] as const;
  const minutes = weeks.find(week => countOf(week) > 0);
  const smaller = Math.min(countOf(a), countOf(b));
  return minutes && range[0] < smaller ? { minutes, range, isOneZone } : undefined;
}

/** How far the clocks of one zone are ahead of another's, in minutes; what lasts longest comes first. */
function commonest(from: readonly number[], to: readonly number[]): number[] {
  const weeks = new Map<number, number>();
  from.forEach((offset, week) => {
    const ahead = to[week]! - offset;
    weeks.set(ahead, (weeks.get(ahead) ?? 0) + 1);
  });
  return [...weeks].sort((a, b) => b[1] - a[1]).map(([ahead]) => ahead);
}

/** Minutes ahead of UTC on each Wednesday of a year: no zone keeps an offset for less than a week. */
function weeklyOffsets(zone: string): number[] {
  const start = Date.UTC(SAMPLE_YEAR, 0, 7, 12);
  return Array.from({ length: 52 }, (_, week) => {
    const at = start + week * WEEK;
    const { year, month, day, minutes } = zonedTime(at, zone);
    return (Date.UTC(year, month - 1, day, 0, minutes) - at) / 60_000;
  });
}

function shifted(minutes: NumberSet, by: number): NumberSet {
  return minutesFrom(
    minutes.intervals.map(({ low, high }) => ({
      start: Number(low) + by,
      length: Number(high) - Number(low) + 1,
    })),
  );
}

function countOf({ intervals }: NumberSet): number {
  return intervals.reduce((sum, { low, high }) => sum + Number(high) - Number(low) + 1, 0);
}

function messageOf(
  first: string,
  second: string,
  { zone }: WindowDocument,
  { minutes, range: [fewest, most], isOneZone }: SharedTime,
): string {
  const clocks = isOneZone ? '' : ` by the clocks of ${zone}`;
  const varying =
    fewest < most ? ` (${lengthOf(fewest)} to ${lengthOf(most)} as the clocks change)` : '';
  const amount = `${lengthOf(countOf(minutes))} a week${varying}`;
  return `The windows "${first}" and "${second}" are both open ${spansOf(minutes)}${clocks}: ${amount}. If they are meant to be apart, move one of them.`;
}

/** `on mon, tue from 16:00 to 17:00`, for the hours that come on most days. */
function spansOf({ intervals }: NumberSet): string {
  const spans = intervals.map(({ low, high }) => ({ start: Number(low), end: Number(high) + 1 }));
  const [firstSpan, last] = [spans[0]!, spans.at(-1)!];
  if (spans.length > 1 && firstSpan.start === 0 && last.end === WEEK_MINUTES) {
    // Sunday night goes on into Monday.
    spans.shift();
    last.end += firstSpan.end;
  }
  const byHours = new Map<string, string[]>();
  for (const { start, end } of spans) {
    const day = WEEKDAYS[Math.floor(start / DAY_MINUTES)]!;
    const isLong = end - start > DAY_MINUTES;
    const until = isLong
      ? `${WEEKDAYS[Math.floor(end / DAY_MINUTES) % 7]} ${timeOf(end)}`
      : timeOf(end);
    const hours = `from ${timeOf(start)} to ${until}`;
    byHours.set(hours, [...(byHours.get(hours) ?? []), day]);
  }
  const [[hours, days], ...others] = [...byHours].sort((a, b) => b[1].length - a[1].length) as [
    [string, string[]],
    ...[string, string[]][],
  ];
  return `on ${days.join(', ')} ${hours}${others.length ? ' and at other times' : ''}`;
}

function timeOf(minutes: number): string {
  const inDay = minutes % DAY_MINUTES;
  const hours = String(Math.floor(inDay / 60)).padStart(2, '0');
  return `${hours}:${String(inDay % 60).padStart(2, '0')}`;
}

function lengthOf(minutes: number): string {
  if (minutes % 60 > 0 && minutes < 60) {
    return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  }
  const hours = Math.round(minutes / 6) / 10;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
