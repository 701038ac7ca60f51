import { endOfLastDay, lastDaySchema, scheduledHoldSchema } from '@countersign/model';
import { finding, type PolicyCode, type PolicyDiagnostic } from '../../codes';
import { localInstant, parseLocalTime } from '../../evaluate/localInstant';
import { isZone } from '../../evaluate/zonedTime';
import type { Path, PolicyText } from '../../parse/PolicyText';
import { entriesOf } from './provisions';

/**
 * Days that have gone by, holds that end before they begin, and zones that do not exist.
 *
 * @param now - What has gone by is only looked for when it is given.
 */
export function checkDates(text: PolicyText, now: Date | undefined): PolicyDiagnostic[] {
  return [
    ...lastDay(
      text,
      ['metadata', 'reviewBy'],
      now,
      'review-due',
      day => `This policy was to be reviewed by ${day}. Look at it again, and set the next day.`,
    ),
    ...entriesOf(text, 'exceptions').flatMap(entry =>
      lastDay(
        text,
        [...entry, 'until'],
        now,
        'exception-ended',
        day =>
          `This exception ended on ${day} and lifts nothing any more. Remove it, or have its owner extend it.`,
      ),
    ),
    ...entriesOf(text, 'standing').flatMap(entry =>
      lastDay(
        text,
        [...entry, 'until'],
        now,
        'standing-ended',
        day =>
          `This standing approval ended on ${day} and lets nothing run any more. Remove it, or extend it.`,
      ),
    ),
    ...entriesOf(text, 'holds').flatMap(entry => holdTimes(text, entry, now)),
  ];
}

function lastDay(
  text: PolicyText,
  path: Path,
  now: Date | undefined,
  code: PolicyCode,
  message: (day: string) => string,
): PolicyDiagnostic[] {
  const day = lastDaySchema.safeParse(text.valueAt(path));
  return day.success && now && endOfLastDay(day.data) <= now.getTime()
    ? [finding(code, text.span(path), message(day.data))]
    : [];
}

function holdTimes(text: PolicyText, entry: Path, now: Date | undefined): PolicyDiagnostic[] {
  const zone = text.string([...entry, 'zone']);
  if (zone !== undefined && !isZone(zone)) {
    return [
      finding(
        'unknown-zone',
        text.span([...entry, 'zone']),
        `There is no time zone "${zone}". Use an IANA name such as Europe/London or UTC.`,
      ),
    ];
  }
  const hold = scheduledHoldSchema.safeParse(text.valueAt(entry));
  if (!hold.success || !('from' in hold.data)) {
    return [];
  }
  const { from, to } = hold.data;
  const path = [...entry, 'to'];
  if (to <= from) {
    return [
      finding(
        'empty-hold',
        text.span(path),
        `This hold ends before it begins (${from}), so it stops nothing.`,
      ),
    ];
  }
  return now && localInstant(parseLocalTime(to), hold.data.zone, 'later') <= now.getTime()
    ? [finding('hold-ended', text.span(path), `This hold ended at ${to}. Remove it when you like.`)]
    : [];
}
