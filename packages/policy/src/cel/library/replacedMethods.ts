import type { ASTNode } from '@marcbachmann/cel-js';
import { zonedTime, type ZonedTime } from '../../evaluate/zonedTime';
import { MAX_ENTRIES } from '../celValues';
import { compilePattern } from './compilePattern';
import { HIDDEN } from './hidden';

/**
 * Methods of CEL for which the library's own implementation is not fit for policies, each under
 * the name of ours. Calls are redirected after parsing.
 *
 * - `matches` runs on RE2 as the CEL specification asks, in time linear in the text; the library
 *   uses JavaScript's backtracking expressions.
 * - `split` gives at most as many parts as any list may have.
 * - Reading a timestamp in a zone goes through one zone table; the library re-reads a printed local
 *   time in the zone of the machine, which gives other answers on other machines near a change of
 *   the clocks.
 */
export interface ReplacedMethod {
  readonly signature: string;
  readonly evaluate: (...values: never[]) => unknown;
}

const TIMESTAMP = 'google.protobuf.Timestamp';

const inZone: Readonly<Record<string, (time: ZonedTime) => number>> = {
  getFullYear: time => time.year,
  getMonth: time => time.month - 1,
  getDate: time => time.day,
  getDayOfMonth: time => time.day - 1,
  getDayOfWeek: time => time.weekday % 7,
  getDayOfYear: time => dayOfYear(time.year, time.month, time.day),
  getHours: time => Math.floor(time.minutes / 60),
  getMinutes: time => time.minutes % 60,
};

/** Our name for a call, or `undefined` where the library's own is used. */
export function replacementFor(node: ASTNode): string | undefined {
  if (node.op !== 'rcall') {
    return undefined;
  }
  const [name, , values] = node.args as [string, ASTNode, ASTNode[]];
  const key = `${name}/${values.length}`;
  return REPLACEMENTS.has(key) ? `${HIDDEN}${name}` : undefined;
}

/** All replacements, by name and number of arguments. */
export function replacedMethods(): ReadonlyMap<string, ReplacedMethod> {
  return REPLACEMENTS;
}

const REPLACEMENTS = new Map<string, ReplacedMethod>([
  [
    'matches/1',
    {
      signature: `string.${HIDDEN}matches(string): bool`,
      evaluate: (text: string, pattern: string) => compilePattern(pattern).test(text),
    },
  ],
  [
    'split/1',
    {
      signature: `string.${HIDDEN}split(string): list<string>`,
      evaluate: (text: string, separator: string) => {
        const parts = text.split(separator, MAX_ENTRIES + 1);
        if (parts.length > MAX_ENTRIES) {
          throw new RangeError(`The text splits into more than ${MAX_ENTRIES} parts`);
        }
        return parts;
      },
    },
  ],
  [
    'getDayOfYear/0',
    {
      signature: `${TIMESTAMP}.${HIDDEN}getDayOfYear(): int`,
      evaluate: (at: Date) =>
        BigInt(dayOfYear(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())),
    },
  ],
  ...Object.entries(inZone).map(
    ([name, read]) =>
      [
        `${name}/1`,
        {
          signature: `${TIMESTAMP}.${HIDDEN}${name}(string): int`,
          evaluate: (at: Date, zone: string) => BigInt(read(zonedTime(at.getTime(), zone))),
        },
      ] as [string, ReplacedMethod],
  ),
]);

/** Counted from 0, as CEL's `getDayOfYear` does. */
function dayOfYear(year: number, month: number, day: number): number {
  return Math.round((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / 86_400_000);
}
