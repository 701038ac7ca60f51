import type { ScheduledHoldDocument, WindowDocument } from '@countersign/model';

/** What the clocks of a zone show, printed by `Intl`: `2026-12-19T18:00`, with the weekday. */
interface Clock {
  readonly day: string;
  readonly time: string;
  readonly weekday: string;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Whether a window is open: its days are those on which it opens, its end may lie on the next. */
export function isOpen({ zone, days, from, to }: WindowDocument, at: number): boolean {
  const { time, weekday } = clockAt(zone, at);
  const opensToday = (days as readonly string[]).includes(weekday);
  if (from < to) {
    return opensToday && from <= time && time < to;
  }
  const opensYesterday = (days as readonly string[]).includes(dayBefore(weekday));
  return (opensToday && from <= time) || (opensYesterday && time < to);
}

/**
 * When the hold that is in force ends, in milliseconds since 1970; `undefined` when none is. A hold
 * that follows a window ends in the first minute in which the window is not open.
 */
export function holdEnd(
  hold: ScheduledHoldDocument,
  windows: Readonly<Record<string, WindowDocument>>,
  at: number,
): number | undefined {
  if ('window' in hold) {
    return closing(windows[hold.window]!, Math.floor(at / MINUTE) * MINUTE);
  }
  const from = Math.min(...instantsOf(hold.from, hold.zone));
  const to = Math.max(...instantsOf(hold.to, hold.zone));
  return from <= at && at < to ? to : undefined;
}

/** The first minute in which a window that is open is not. */
function closing(window: WindowDocument, at: number): number | undefined {
  if (!isOpen(window, at)) {
    return undefined;
  }
  const key = `${JSON.stringify(window)} ${at}`;
  let end = closings.get(key);
  if (end === undefined) {
    end = at;
    while (isOpen(window, end)) {
      end += MINUTE;
    }
    closings.set(key, end);
  }
  return end;
}

const closings = new Map<string, number>();

/**
 * The instants at which the clocks show a local time, found by looking at every minute of three days.
 * Of a time that the clocks leave out: where it would be by the clocks before the change, and after.
 */
function instantsOf(local: string, zone: string): readonly number[] {
  const known = instants.get(`${local} ${zone}`);
  if (known) {
    return known;
  }
  const asUtc = Date.parse(`${local}:00Z`);
  const found: number[] = [];
  let beforeChange: number | undefined;
  for (let at = asUtc - 1.5 * DAY; at < asUtc + 1.5 * DAY; at += MINUTE) {
    const shown = shownAt(zone, at);
    if (shown === local) {
      found.push(at);
    }
    if (shown < local) {
      beforeChange = at;
    }
  }
  if (found.length === 0) {
    const last = shownAt(zone, beforeChange!);
    const first = shownAt(zone, beforeChange! + MINUTE);
    found.push(beforeChange! + (asUtc - Date.parse(`${last}:00Z`)));
    found.push(beforeChange! + MINUTE - (Date.parse(`${first}:00Z`) - asUtc));
  }
  instants.set(`${local} ${zone}`, found);
  return found;
}

const instants = new Map<string, readonly number[]>();

function shownAt(zone: string, at: number): string {
  const { day, time } = clockAt(zone, at);
  return `${day}T${time}`;
}

function clockAt(zone: string, at: number): Clock {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, hourCycle: 'h23', weekday: 'short' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(at).map(({ type, value }) => [type, value]),
  ) as Record<string, string>;
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}`,
    weekday: parts.weekday!.toLowerCase(),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function dayBefore(weekday: string): string {
  return DAYS[(DAYS.indexOf(weekday) + 6) % 7]!;
}
