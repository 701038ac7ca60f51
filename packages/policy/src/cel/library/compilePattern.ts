import { RE2JS } from 're2js';

const MAX_PATTERNS = 500;
const patterns = new Map<string, RE2JS>();

/**
 * A compiled pattern. Patterns are literals of conditions, never data, so there are few; the map is
 * emptied when an editor has typed its way through many.
 *
 * @throws RE2JSException for what RE2 does not read.
 */
export function compilePattern(pattern: string): RE2JS {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    if (patterns.size >= MAX_PATTERNS) {
      patterns.clear();
    }
    compiled = RE2JS.compile(pattern);
    patterns.set(pattern, compiled);
  }
  return compiled;
}
