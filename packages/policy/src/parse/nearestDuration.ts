import { durationSchema } from '@countersign/model';

/** Minutes of each unit that people write. */
const UNITS: readonly [RegExp, number][] = [
  [/^s(ec(ond)?s?)?$/, 1 / 60],
  [/^m(in(ute)?s?)?$/, 1],
  [/^h((ou)?rs?)?$/, 60],
  [/^d(ays?)?$/, 1440],
  [/^w(eeks?)?$/, 10_080],
];

/**
 * A duration of the policy language for one that was written in another way, such as `4 hours`,
 * `PT4H` or `90s`; `undefined` where nothing can be made of it. Seconds are rounded up.
 */
export function nearestDuration(text: string): string | undefined {
  const match = /^p?t?\s*([0-9]{1,6})\s*([a-z]+)$/.exec(text.trim().toLowerCase());
  const unit = UNITS.find(([word]) => match && word.test(match[2]!))?.[1];
  if (!match || unit === undefined) {
    return undefined;
  }
  const minutes = Math.max(1, Math.ceil(Number(match[1]) * unit));
  const duration =
    minutes % 1440 === 0
      ? `${minutes / 1440}d`
      : minutes % 60 === 0
        ? `${minutes / 60}h`
        : `${minutes}m`;
  return durationSchema.safeParse(duration).success ? duration : undefined;
}
