/** An end of an interval. JavaScript compares `bigint` and `number` by their exact values. */
export type Bound = number | bigint;

/** Numbers between two ends; an open end is not among them. */
export interface Interval {
  readonly low: Bound;
  readonly high: Bound;
  readonly lowOpen?: boolean;
  readonly highOpen?: boolean;
}

/** A set of numbers: intervals in order, none touching another, and whether NaN is in it. */
export interface NumberSet {
  readonly intervals: readonly Interval[];
  readonly nan: boolean;
}

export const NO_NUMBERS: NumberSet = { intervals: [], nan: false };
/** Every number that a JSON text can say; an exponent that is too large reads as infinite. */
export const JSON_NUMBERS: NumberSet = {
  intervals: [{ low: -Infinity, high: Infinity }],
  nan: false,
};
export const ALL_NUMBERS: NumberSet = { ...JSON_NUMBERS, nan: true };

export type Comparison = '<' | '<=' | '>' | '>=' | '==';

/** The numbers that compare so with a bound. NaN compares with none. */
export function numbersThat(comparison: Comparison, bound: Bound): NumberSet {
  switch (comparison) {
    case '==':
      return numbersIn([{ low: bound, high: bound }]);
    case '<':
      return numbersIn([{ low: -Infinity, high: bound, highOpen: true }]);
    case '<=':
      return numbersIn([{ low: -Infinity, high: bound }]);
    case '>':
      return numbersIn([{ low: bound, lowOpen: true, high: Infinity }]);
    case '>=':
      return numbersIn([{ low: bound, high: Infinity }]);
  }
}

/** The numbers of some intervals, in whatever order they come. */
export function numbersIn(intervals: readonly Interval[], nan = false): NumberSet {
  const sorted = intervals.filter(isSome).sort(compareLow);
  const result: Interval[] = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (last && touches(last, next)) {
      result[result.length - 1] = { ...last, ...higherEnd(last, next) };
    } else {
      result.push(next);
    }
  }
  return { intervals: result, nan };
}

export function intersectNumbers(a: NumberSet, b: NumberSet): NumberSet {
  // Most sets are everything or nothing; nothing needs to be made for those.
  if (a === b || a === NO_NUMBERS || b === ALL_NUMBERS) return a;
  if (b === NO_NUMBERS || a === ALL_NUMBERS) return b;
  if (a.intervals.length === 1 && b.intervals.length === 1 && a.nan === b.nan) {
    const [one, other] = [a.intervals[0]!, b.intervals[0]!];
    if (liesIn(one, other)) return a;
    if (liesIn(other, one)) return b;
  }
  const intervals: Interval[] = [];
  for (let i = 0, j = 0; i < a.intervals.length && j < b.intervals.length;) {
    const [one, other] = [a.intervals[i]!, b.intervals[j]!];
    const shared = { ...lowerCut(one, other), ...lowerEnd(one, other) };
    if (isSome(shared)) {
      intervals.push(shared);
    }
    if (endsFirst(one, other)) {
      i++;
    } else {
      j++;
    }
  }
  return { intervals, nan: a.nan && b.nan };
}

export function uniteNumbers(a: NumberSet, b: NumberSet): NumberSet {
  if (a === b || a === ALL_NUMBERS || b === NO_NUMBERS) return a;
  if (b === ALL_NUMBERS || a === NO_NUMBERS) return b;
  return numbersIn([...a.intervals, ...b.intervals], a.nan || b.nan);
}

/** Every number that is not in a set. */
export function otherNumbers({ intervals, nan }: NumberSet): NumberSet {
  const result: Interval[] = [];
  let low: Pick<Interval, 'low' | 'lowOpen'> = { low: -Infinity };
  let isOpenAbove = true;
  for (const interval of intervals) {
    result.push({ ...low, high: interval.low, highOpen: !interval.lowOpen });
    low = { low: interval.high, lowOpen: !interval.highOpen };
    isOpenAbove = !(interval.high === Infinity && !interval.highOpen);
  }
  if (isOpenAbove) {
    result.push({ ...low, high: Infinity });
  }
  return numbersIn(result, !nan);
}

/** The whole numbers of a set: every finite end becomes the nearest whole number inside it. */
export function wholeNumbers(numbers: NumberSet): NumberSet {
  const { intervals } = numbers;
  if (intervals.length === 0) {
    return NO_NUMBERS;
  }
  return numbersIn(
    intervals.map(({ low, lowOpen, high, highOpen }) => ({
      low: lowOpen ? next(floor(low), 1n) : ceil(low),
      high: highOpen ? next(ceil(high), -1n) : floor(high),
    })),
  );
}

/** Whether two sets share a number. Makes nothing. */
export function shareNumbers(a: NumberSet, b: NumberSet): boolean {
  if (a.nan && b.nan) {
    return true;
  }
  for (let i = 0, j = 0; i < a.intervals.length && j < b.intervals.length;) {
    const [one, other] = [a.intervals[i]!, b.intervals[j]!];
    if (!isBefore(one, other) && !isBefore(other, one)) {
      return true;
    }
    if (isBefore(one, other)) {
      i++;
    } else {
      j++;
    }
  }
  return false;
}

export function hasNumbers({ intervals, nan }: NumberSet): boolean {
  return nan || intervals.length > 0;
}

function isSome({ low, high, lowOpen, highOpen }: Interval): boolean {
  return low < high || (!(high < low) && !lowOpen && !highOpen);
}

function compareLow(a: Interval, b: Interval): number {
  if (a.low < b.low) return -1;
  if (b.low < a.low) return 1;
  return Number(a.lowOpen ?? false) - Number(b.lowOpen ?? false);
}

function isBefore(a: Interval, b: Interval): boolean {
  return a.high < b.low || (!(b.low < a.high) && Boolean(a.highOpen || b.lowOpen));
}

function liesIn(a: Interval, b: Interval): boolean {
  return (
    (b.low < a.low || (!(a.low < b.low) && (!b.lowOpen || a.lowOpen === true))) &&
    (a.high < b.high || (!(b.high < a.high) && (!b.highOpen || a.highOpen === true)))
  );
}

/** Whether no number lies between the end of one interval and the start of a later one. */
function touches(a: Interval, b: Interval): boolean {
  return b.low < a.high || (!(a.high < b.low) && !(a.highOpen && b.lowOpen));
}

function endsFirst(a: Interval, b: Interval): boolean {
  return a.high < b.high || (!(b.high < a.high) && (a.highOpen ?? false));
}

type High = Pick<Interval, 'high' | 'highOpen'>;

function lowerEnd(a: Interval, b: Interval): High {
  const { high, highOpen } = endsFirst(a, b) ? a : b;
  return { high, highOpen };
}

function higherEnd(a: Interval, b: Interval): High {
  const { high, highOpen } = endsFirst(a, b) ? b : a;
  return { high, highOpen };
}

function lowerCut(a: Interval, b: Interval): Pick<Interval, 'low' | 'lowOpen'> {
  const { low, lowOpen } = compareLow(a, b) < 0 ? b : a;
  return { low, lowOpen };
}

function floor(bound: Bound): Bound {
  return typeof bound === 'bigint' || !Number.isFinite(bound) ? bound : BigInt(Math.floor(bound));
}

function ceil(bound: Bound): Bound {
  return typeof bound === 'bigint' || !Number.isFinite(bound) ? bound : BigInt(Math.ceil(bound));
}

function next(bound: Bound, step: bigint): Bound {
  return typeof bound === 'bigint' ? bound + step : bound;
}
