import type { SqlDialectName } from './SqlDialect';

/**
 * A pattern of RE2 in a database's own syntax, or `undefined` where it might mean something else there.
 *
 * `matches` only asks whether a pattern occurs, so which of several occurrences a program prefers
 * does not matter, and lazy repetitions are those that are not. What is taken over is what has one meaning
 * everywhere: single characters, `.`, lists of characters and ranges, `\d`, `\s` and `\w` (of ASCII,
 * as in RE2), groups, alternatives, repetitions, and `^` and `$` for the ends of the text. Everything
 * else (flags, word boundaries, Unicode classes, POSIX classes) is refused. Characters other than
 * ASCII's letters and digits are written by number, so nothing depends on how a program escapes.
 */
export function portablePattern(pattern: string, dialect: SqlDialectName): string | undefined {
  try {
    return new PatternWriter(pattern, dialect).write();
  } catch (error) {
    if (error instanceof NotPortable) {
      return undefined;
    }
    throw error;
  }
}

class NotPortable extends Error {}

type Range = readonly [first: number, last: number];

const CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: [[0x30, 0x39]],
  s: [
    [0x09, 0x0a],
    [0x0c, 0x0d],
    [0x20, 0x20],
  ],
  w: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
};
const NEWLINE = 0x0a;
const MAX_CODE = 0x10ffff;
const CONTROLS: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09 };
/** PostgreSQL repeats at most 255 times. */
const MAX_REPEAT = 255;

class PatternWriter {
  private readonly characters: readonly string[];
  private at = 0;

  constructor(
    pattern: string,
    private readonly dialect: SqlDialectName,
  ) {
    this.characters = [...pattern];
  }

  write(): string {
    const written = this.alternatives();
    if (this.at < this.characters.length) {
      throw new NotPortable();
    }
    return written;
  }

  private alternatives(): string {
    const branches = [this.branch()];
    while (this.take('|')) {
      branches.push(this.branch());
    }
    // An empty branch is written differently, or not at all.
    if (branches.length > 1 && branches.includes('')) {
      throw new NotPortable();
    }
    return branches.join('|');
  }

  private branch(): string {
    let written = '';
    for (;;) {
      const next = this.characters[this.at];
      if (next === undefined || next === '|' || next === ')') {
        return written;
      }
      if (next === '^' || next === '$') {
        this.at++;
        written += next;
        if (this.repetition() !== '') {
          throw new NotPortable();
        }
      } else {
        written += this.piece() + this.repetition();
      }
    }
  }

  private piece(): string {
    const next = this.characters[this.at++]!;
    switch (next) {
      case '(': {
        if (this.take('?') && !this.take(':')) {
          throw new NotPortable();
        }
        const inside = this.alternatives();
        if (inside === '' || !this.take(')')) {
          throw new NotPortable();
        }
        return `(?:${inside})`;
      }
      case '[':
        return this.list();
      case '.':
        return this.spell([[NEWLINE, NEWLINE]], true);
      case '\\':
        return this.escaped();
      case '*':
      case '+':
      case '?':
      case '{':
        throw new NotPortable();
      default:
        return this.character(next.codePointAt(0)!);
    }
  }

  private escaped(): string {
    const next = this.characters[this.at]!;
    const set = this.escapedClass();
    if (set) {
      return this.spell(set.ranges, set.isNegated);
    }
    if (next === 'A' || next === 'z') {
      throw new NotPortable();
    }
    return this.character(this.escapedCharacter());
  }

  private escapedClass(): { ranges: readonly Range[]; isNegated: boolean } | undefined {
    const next = this.characters[this.at];
    const ranges = next === undefined ? undefined : CLASSES[next.toLowerCase()];
    if (!ranges || !next) {
      return undefined;
    }
    this.at++;
    return { ranges, isNegated: next !== next.toLowerCase() };
  }

  private escapedCharacter(): number {
    const next = this.characters[this.at++];
    if (next !== undefined && Object.hasOwn(CONTROLS, next)) {
      return CONTROLS[next]!;
    }
    if (next === undefined || !/^[!-/:-@[-`{-~]$/.test(next)) {
      throw new NotPortable();
    }
    return next.codePointAt(0)!;
  }

  private list(): string {
    const isNegated = this.take('^');
    const ranges: Range[] = [];
    do {
      if (this.characters[this.at] === '[' || this.at >= this.characters.length) {
        // `[[:alpha:]]`, or an end that is missing.
        throw new NotPortable();
      }
      if (this.characters[this.at] === '\\') {
        this.at++;
        const set = this.escapedClass();
        if (set?.isNegated) {
          throw new NotPortable();
        }
        if (set) {
          ranges.push(...set.ranges);
          continue;
        }
        ranges.push(this.range(this.escapedCharacter()));
      } else {
        ranges.push(this.range(this.characters[this.at++]!.codePointAt(0)!));
      }
    } while (!this.take(']'));
    return this.spell(ranges, isNegated);
  }

  private range(first: number): Range {
    if (this.characters[this.at] !== '-' || this.characters[this.at + 1] === ']') {
      return [first, first];
    }
    this.at++;
    const next = this.characters[this.at++];
    if (next === undefined || next === '[') {
      throw new NotPortable();
    }
    const last = next === '\\' ? this.escapedCharacter() : next.codePointAt(0)!;
    if (last < first || last > MAX_CODE) {
      throw new NotPortable();
    }
    return [first, last];
  }

  private repetition(): string {
    let written = '';
    const next = this.characters[this.at];
    if (next === '*' || next === '+' || next === '?') {
      this.at++;
      written = next;
    } else if (next === '{') {
      const rest = this.characters.slice(this.at, this.at + 12).join('');
      const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(rest);
      if (!match || Number(match[1]) > MAX_REPEAT || Number(match[3] ?? 0) > MAX_REPEAT) {
        throw new NotPortable();
      }
      this.at += match[0].length;
      written = match[0];
    }
    if (written !== '') {
      // Lazy or not, the same texts match.
      this.take('?');
      if (['*', '+', '?', '{'].includes(this.characters[this.at] ?? '')) {
        throw new NotPortable();
      }
    }
    return written;
  }

  private spell(ranges: readonly Range[], isNegated: boolean): string {
    const inside = ranges.map(([first, last]) =>
      first === last ? this.character(first) : `${this.character(first)}-${this.character(last)}`,
    );
    return `[${isNegated ? '^' : ''}${inside.join('')}]`;
  }

  private character(code: number): string {
    if (code === 0 || (code >= 0xd800 && code <= 0xdfff)) {
      throw new NotPortable();
    }
    const character = String.fromCodePoint(code);
    if (/^[A-Za-z0-9]$/.test(character)) {
      return character;
    }
    const hex = code.toString(16);
    return this.dialect === 'duckdb' ? `\\x{${hex}}` : `\\U${hex.padStart(8, '0')}`;
  }

  private take(character: string): boolean {
    if (this.characters[this.at] !== character) {
      return false;
    }
    this.at++;
    return true;
  }
}
