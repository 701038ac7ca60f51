import { z } from 'zod';
import { conditionSchema, policyNameSchema, reasonSchema } from './policyScalars';

const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$/, {
  error: 'must be a time such as 09:00',
});
const zone = z
  .string()
  .min(1)
  .max(64)
  .describe('IANA name of the time zone, such as Europe/London. Daylight saving follows from it.');

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A recurring span of local time; conditions ask for it with `inWindow('name')`. */
export const windowSchema = z.strictObject({
  zone,
  days: z.array(z.enum(WEEKDAYS)).min(1).describe('Days on which it opens.'),
  from: timeOfDay.describe('Local time at which it opens.'),
  to: timeOfDay.describe(
    'Local time at which it closes, not included. Earlier than "from" means the next day.',
  ),
});
export type WindowDocument = z.infer<typeof windowSchema>;

/** A local date and time without a zone: `2026-12-19T18:00`. */
const localTime = z
  .string()
  .regex(/^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]$/, {
    error: 'must be a local date and time such as 2026-12-19T18:00',
  })
  .refine(text => new Date(`${text}:00Z`).toISOString().startsWith(text), {
    error: 'must be a day that exists',
  });

const held = {
  name: policyNameSchema.describe('How decisions call the hold.'),
  when: conditionSchema
    .default('true')
    .describe('Which actions it stops, in CEL. Without one it stops all that the policy covers.'),
  reason: reasonSchema.describe('Shown to the agent and to whoever looks at the hold.'),
};

/** A scheduled hold, also called a freeze: while it lasts, what it covers does not run. */
export const scheduledHoldSchema = z.union([
  z.strictObject({
    ...held,
    zone,
    from: localTime.describe('Local time at which it begins.'),
    to: localTime.describe('Local time at which it ends, not included.'),
  }),
  z.strictObject({
    ...held,
    window: policyNameSchema.describe(
      'A window of this policy; it holds while the window is open.',
    ),
  }),
]);
export type ScheduledHoldDocument = z.infer<typeof scheduledHoldSchema>;
