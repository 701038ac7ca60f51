import {
  ALL_NUMBERS,
  hasNumbers,
  intersectNumbers,
  JSON_NUMBERS,
  NO_NUMBERS,
  shareNumbers,
  uniteNumbers,
  type NumberSet,
} from './NumberSet';
import {
  ALL_STRINGS,
  hasStrings,
  intersectStrings,
  NO_STRINGS,
  uniteStrings,
  type StringSet,
} from './StringSet';

/** What an expression may give: a set of values, sort by sort. */
export interface ValueSet {
  /** No value at all: reading it is an error, as of a member that is not there. */
  readonly absent: boolean;
  readonly yes: boolean;
  readonly no: boolean;
  readonly numbers: NumberSet;
  readonly strings: StringSet;
  /** Lists, maps, null, timestamps and whatever else; they are not told apart. */
  readonly other: boolean;
}

export const NOTHING: ValueSet = {
  absent: false,
  yes: false,
  no: false,
  numbers: NO_NUMBERS,
  strings: NO_STRINGS,
  other: false,
};
export const ANYTHING: ValueSet = {
  absent: true,
  yes: true,
  no: true,
  numbers: ALL_NUMBERS,
  strings: ALL_STRINGS,
  other: true,
};
/** What a JSON text can say, or nothing. */
export const ANY_JSON: ValueSet = { ...ANYTHING, numbers: JSON_NUMBERS };
export const PRESENT: ValueSet = { ...ANYTHING, absent: false };
export const ABSENT: ValueSet = { ...NOTHING, absent: true };
export const OTHER: ValueSet = { ...NOTHING, other: true };

export function intersect(a: ValueSet, b: ValueSet): ValueSet {
  if (a === b) return a;
  return {
    absent: a.absent && b.absent,
    yes: a.yes && b.yes,
    no: a.no && b.no,
    numbers: intersectNumbers(a.numbers, b.numbers),
    strings: intersectStrings(a.strings, b.strings),
    other: a.other && b.other,
  };
}

/** Whether two sets share a value. */
export function share(a: ValueSet, b: ValueSet): boolean {
  return (
    (a.absent && b.absent) ||
    (a.yes && b.yes) ||
    (a.no && b.no) ||
    (a.other && b.other) ||
    shareNumbers(a.numbers, b.numbers) ||
    hasStrings(intersectStrings(a.strings, b.strings))
  );
}

/** The values in either set; `undefined` where no one set is all of them. */
export function unite(a: ValueSet, b: ValueSet): ValueSet | undefined {
  const strings = uniteStrings(a.strings, b.strings);
  return (
    strings && {
      absent: a.absent || b.absent,
      yes: a.yes || b.yes,
      no: a.no || b.no,
      numbers: uniteNumbers(a.numbers, b.numbers),
      strings,
      other: a.other || b.other,
    }
  );
}

export function isEmpty({ absent, yes, no, numbers, strings, other }: ValueSet): boolean {
  return !(absent || yes || no || other || hasNumbers(numbers) || hasStrings(strings));
}
