import { RE2JS } from 're2js';
import { patternSize } from './patternSize';

const MAX_PATTERNS = 500;
/** Steps of one pattern's program; as many fill a megabyte. */
const MAX_STEPS = 10_000;
const patterns = new Map<string, RE2JS>();

/**
 * A compiled pattern. Patterns are literals of conditions, never data, so there are few; the map is
 * emptied when an editor has typed its way through many.
 *
 * @throws RE2JSException for what RE2 does not read, and RangeError for what repeats too much.
 */
export function compilePattern(pattern: string): RE2JS {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    if (patternSize(pattern) > MAX_STEPS) {
      throw new RangeError(
        `it repeats too much, written out it has more than ${MAX_STEPS} steps; ask for less with {…}`,
      );
    }
    if (patterns.size >= MAX_PATTERNS) {
      patterns.clear();
    }
    compiled = RE2JS.compile(pattern);
    patterns.set(pattern, compiled);
  }
  return compiled;
}
