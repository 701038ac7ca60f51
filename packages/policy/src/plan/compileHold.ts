import type { PolicyDocument, ScheduledHoldDocument, WindowDocument } from '@countersign/model';
import { localInstant, parseLocalTime } from '../evaluate/localInstant';
import { zonedTime } from '../evaluate/zonedTime';
import { compileWindow, minutesOf, type Window } from './compileWindow';

/** When a hold is in force. */
export interface HoldTimes {
  /**
   * When the hold that is in force at `at` ends by itself, in milliseconds since 1970; `undefined`
   * when none is in force then.
   */
  endsAt(at: number): number | undefined;
}

/**
 * The times of a scheduled hold. Where the clocks of its zone change right at one of its two dates, the
 * hold is the longer of the two readings: one that was meant to stop something is never cut short. One
 * that follows a window ends when the window closes, whatever the clocks do in between.
 */
export function compileHold(
  hold: ScheduledHoldDocument,
  windows: PolicyDocument['spec']['windows'],
): HoldTimes {
  if ('window' in hold) {
    return windowTimes(windows[hold.window]!);
  }
  const from = localInstant(parseLocalTime(hold.from), hold.zone, 'earlier');
  const to = localInstant(parseLocalTime(hold.to), hold.zone, 'later');
  return { endsAt: at => (from <= at && at < to ? to : undefined) };
}

/** More stretches than this that follow each other without a gap make a hold without an end in sight. */
const MAX_STRETCHES = 8;

function windowTimes(document: PolicyDocument['spec']['windows'][string]): HoldTimes {
  const window = compileWindow(document);
  return {
    endsAt(at) {
      if (!window.contains(at)) {
        return undefined;
      }
      let end = closing(window, document, Math.floor(at / MINUTE) * MINUTE);
      for (let more = 0; more < MAX_STRETCHES && window.contains(end); more++) {
        end = closing(window, document, end);
      }
      return end;
    },
  };
}

/** When a window that is open at a full minute closes, or may open anew at once. */
function closing(window: Window, { zone, from, to }: WindowDocument, at: number): number {
  const opens = minutesOf(from);
  const closes = minutesOf(to);
  const { minutes } = zonedTime(at, zone);
  const left = opens >= closes && minutes >= opens ? closes + FULL_DAY - minutes : closes - minutes;
  const end = at + left * MINUTE;
  if (zonedTime(end, zone).minutes === closes % FULL_DAY) {
    return end;
  }
  // The clocks change before. They may leave the end out, or show it twice: the first time counts.
  let minute = at;
  while (minute < end + MOST_CHANGE && window.contains(minute)) {
    minute += MINUTE;
  }
  return minute;
}

const MINUTE = 60_000;
/** In minutes. */
const FULL_DAY = 1440;
/** No clock is put back by more than this. */
const MOST_CHANGE = 24 * 60 * MINUTE;
