import type { PolicyDocument, ScheduledHoldDocument } from '@countersign/model';
import { localInstant, parseLocalTime } from '../evaluate/localInstant';
import { zonedTime } from '../evaluate/zonedTime';
import { compileWindow, minutesOf } from './compileWindow';

/** When a hold is in force. */
export interface HoldTimes {
  /**
   * When the hold that is in force at `at` ends by itself, in milliseconds since 1970; `undefined`
   * when none is in force then.
   */
  endsAt(at: number): number | undefined;
}

/**
 * The times of a scheduled hold. Where the clocks of its zone change right at an end, the hold is the
 * longer of the two readings: one that was meant to stop something is never cut short.
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
  const opens = minutesOf(document.from);
  const closes = minutesOf(document.to);
  const closing = (at: number): number => {
    const { year, month, day, minutes } = zonedTime(at, document.zone);
    const isOvernight = opens >= closes && minutes >= opens;
    const end = { year, month, day: isOvernight ? day + 1 : day, minutes: closes };
    return localInstant(end, document.zone, 'later');
  };
  return {
    endsAt(at) {
      if (!window.contains(at)) {
        return undefined;
      }
      let end = closing(at);
      for (let more = 0; more < MAX_STRETCHES && window.contains(end); more++) {
        end = closing(end);
      }
      return end;
    },
  };
}
