import { z } from 'zod';

/** The value of `apiVersion` in every document of ours. */
export const API_VERSION = 'countersign.dev/v1';

/** A name in a policy: lower-case words joined by dashes. */
export const policyNameSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be lower-case words joined by dashes' })
  .meta({ id: 'Name', description: 'Lower-case words joined by dashes, such as ask-the-owner.' });

/** What a duration looks like, for messages and for quick fixes. */
export const DURATION_PATTERN = /^[1-9][0-9]{0,4}[mhd]$/;

/** A whole number of minutes, hours or days: `30m`, `4h`, `2d`; at most 30 days. */
export const durationSchema = z
  .string()
  .regex(DURATION_PATTERN, { error: 'must be a duration such as 30m, 4h or 2d', abort: true })
  .refine(text => durationMinutes(text) <= 43_200, { error: 'must be at most 30d' })
  .meta({
    id: 'Duration',
    description: 'Minutes, hours or days: 30m, 4h, 2d. At most 30 days.',
  });

/** Minutes of a duration that {@link durationSchema} accepts. */
export function durationMinutes(duration: string): number {
  const unit = { m: 1, h: 60, d: 1440 }[duration.slice(-1)] ?? NaN;
  return Number(duration.slice(0, -1)) * unit;
}

/** A condition in CEL: true or false. */
export const conditionSchema = z
  .string()
  .min(1)
  .max(4096)
  .meta({ id: 'Condition', description: 'A condition in CEL: true or false.' });

/** Why: one sentence that people and agents read. */
export const reasonSchema = z.string().min(1).max(500);

/** A day; what ends on it ends with that day's last second, in UTC. */
export const lastDaySchema = z.iso.date();

/** The instant right after a last day. */
export function endOfLastDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + 86_400_000;
}
