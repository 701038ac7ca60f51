import { compilePattern } from '../../cel/library/compilePattern';

/** What a condition asks of a text without naming it. */
export interface TextTest {
  readonly method: 'startsWith' | 'endsWith' | 'contains' | 'matches';
  readonly argument: string;
  /** Whether the answer must be yes. */
  readonly holds: boolean;
}

/**
 * A set of texts: those listed, or all but those listed, of which `tests` leaves some. A set with a
 * list of its own has no tests, as they are carried out on it.
 */
export interface StringSet {
  readonly only?: ReadonlySet<string>;
  readonly except: ReadonlySet<string>;
  readonly tests: readonly TextTest[];
}

const NOTHING: ReadonlySet<string> = new Set();

export const ALL_STRINGS: StringSet = { except: NOTHING, tests: [] };
export const NO_STRINGS: StringSet = { only: NOTHING, except: NOTHING, tests: [] };

export function onlyStrings(texts: Iterable<string>): StringSet {
  return { only: new Set(texts), except: NOTHING, tests: [] };
}

export function otherStrings(texts: Iterable<string>): StringSet {
  return { except: new Set(texts), tests: [] };
}

export function stringsThat(
  method: TextTest['method'],
  argument: string,
  holds: boolean,
): StringSet {
  return { except: NOTHING, tests: [{ method, argument, holds }] };
}

/** Whether a set may have any text. Tests that exclude each other in ways not known here pass. */
export function hasStrings({ only }: StringSet): boolean {
  return only === undefined || only.size > 0;
}

/** The texts in both sets, or a few more where tests exclude each other unnoticed. */
export function intersectStrings(a: StringSet, b: StringSet): StringSet {
  if (a === b || a === NO_STRINGS || b === ALL_STRINGS) return a;
  if (b === NO_STRINGS || a === ALL_STRINGS) return b;
  const only = a.only ?? b.only;
  if (only) {
    const left = [...only].filter(text => isIn(text, a) && isIn(text, b));
    const isWhole = left.length === only.size;
    return isWhole ? (a.only ? a : b) : left.length === 0 ? NO_STRINGS : onlyStrings(left);
  }
  if (b.tests.length === 0 && b.except.size === 0) return a;
  if (a.tests.length === 0 && a.except.size === 0) return b;
  if (a.tests.some(one => b.tests.some(other => exclude(one, other)))) {
    return NO_STRINGS;
  }
  return { except: new Set([...a.except, ...b.except]), tests: [...a.tests, ...b.tests] };
}

/** The texts in either set; `undefined` where no one set is all of them. */
export function uniteStrings(a: StringSet, b: StringSet): StringSet | undefined {
  if (a === b) return a;
  if (!hasStrings(a) || isEverything(b)) return b;
  if (!hasStrings(b) || isEverything(a)) return a;
  if (a.tests.length > 0 || b.tests.length > 0) return undefined;
  if (a.only && b.only) return onlyStrings([...a.only, ...b.only]);
  if (a.only) return otherStrings([...b.except].filter(text => !a.only!.has(text)));
  if (b.only) return otherStrings([...a.except].filter(text => !b.only!.has(text)));
  return otherStrings([...a.except].filter(text => b.except.has(text)));
}

function isEverything({ only, except, tests }: StringSet): boolean {
  return !only && except.size === 0 && tests.length === 0;
}

function isIn(text: string, { only, except, tests }: StringSet): boolean {
  return (!only || only.has(text)) && !except.has(text) && tests.every(test => passes(text, test));
}

function passes(text: string, { method, argument, holds }: TextTest): boolean {
  return ANSWERS[method](text, argument) === holds;
}

const ANSWERS: Readonly<Record<TextTest['method'], (text: string, argument: string) => boolean>> = {
  startsWith: (text, argument) => text.startsWith(argument),
  endsWith: (text, argument) => text.endsWith(argument),
  contains: (text, argument) => text.includes(argument),
  matches: (text, argument) => compilePattern(argument).test(text),
};

/** Whether no text passes both tests. */
function exclude(a: TextTest, b: TextTest): boolean {
  if (a.holds && b.holds) {
    return (
      a.method === b.method &&
      (a.method === 'startsWith' || a.method === 'endsWith') &&
      !a.argument[a.method](b.argument) &&
      !b.argument[a.method](a.argument)
    );
  }
  return a.holds !== b.holds && (a.holds ? implies(a, b) : implies(b, a));
}

/** Whether every text that passes one test would pass the other, were that to hold. */
function implies(one: TextTest, other: TextTest): boolean {
  if (one.method === other.method && one.argument === other.argument) {
    return true;
  }
  if (one.method === 'matches' || other.method === 'matches') {
    return false;
  }
  return other.method === 'contains'
    ? one.argument.includes(other.argument)
    : one.method === other.method && one.argument[one.method](other.argument);
}
