import { WEEKDAYS, type WindowDocument } from '@countersign/model';
import { zonedTime } from '../evaluate/zonedTime';

/** A recurring span of local time, ready to be asked. */
export interface Window {
  /** Whether the clocks of the zone show a time inside it. */
  contains(at: number): boolean;
}

/**
 * Windows follow the wall clock: in the night when an hour is left out the window is shorter, in
 * the night when one comes twice it is longer. A window whose end is earlier than its start
 * belongs to the day it starts on.
 */
export function compileWindow({ zone, days, from, to }: WindowDocument): Window {
  const isOpen = WEEKDAYS.map(day => days.includes(day));
  const start = minutesOf(from);
  const end = minutesOf(to);
  return {
    contains(at) {
      const { weekday, minutes } = zonedTime(at, zone);
      const today = isOpen[weekday - 1]!;
      if (start < end) {
        return today && start <= minutes && minutes < end;
      }
      const yesterday = isOpen[(weekday + 5) % 7]!;
      return (today && minutes >= start) || (yesterday && minutes < end);
    },
  };
}

/** Minutes since midnight of a time such as 09:00; 24:00 is 1440. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
