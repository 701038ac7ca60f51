import { MAX_ENTRIES } from '../celValues';
import { compilePattern } from './compilePattern';
import type { ReplacedFunction } from './ReplacedFunction';
import { failure } from './values';

const matches = (text: string, pattern: string) => compilePattern(pattern).test(text);

/**
 * Functions over texts. `matches` runs on RE2 as the CEL specification asks, in time linear in the
 * text, where the library uses JavaScript's backtracking expressions. Positions count code points,
 * where the library counts UTF-16 code units; upper and lower case are those of ASCII.
 */
export const TEXTS: readonly ReplacedFunction[] = [
  { name: 'matches', on: 'string', of: ['string'], result: 'bool', evaluate: matches },
  { name: 'matches', of: ['string', 'string'], result: 'bool', evaluate: matches },
  { name: 'lowerAscii', on: 'string', of: [], result: 'string', evaluate: lowerAscii },
  { name: 'upperAscii', on: 'string', of: [], result: 'string', evaluate: upperAscii },
  { name: 'trim', on: 'string', of: [], result: 'string', evaluate: trim },
  { name: 'reverse', on: 'string', of: [], result: 'string', evaluate: reverse },
  { name: 'charAt', on: 'string', of: ['int'], result: 'string', evaluate: charAt },
  { name: 'indexOf', on: 'string', of: ['string'], result: 'int', evaluate: indexOf },
  { name: 'indexOf', on: 'string', of: ['string', 'int'], result: 'int', evaluate: indexOf },
  { name: 'lastIndexOf', on: 'string', of: ['string'], result: 'int', evaluate: lastIndexOf },
  {
    name: 'lastIndexOf',
    on: 'string',
    of: ['string', 'int'],
    result: 'int',
    evaluate: lastIndexOf,
  },
  { name: 'substring', on: 'string', of: ['int'], result: 'string', evaluate: substring },
  { name: 'substring', on: 'string', of: ['int', 'int'], result: 'string', evaluate: substring },
  { name: 'replace', on: 'string', of: ['string', 'string'], result: 'string', evaluate: replace },
  {
    name: 'replace',
    on: 'string',
    of: ['string', 'string', 'int'],
    result: 'string',
    evaluate: replace,
  },
  { name: 'split', on: 'string', of: ['string'], result: 'list<string>', evaluate: split },
  { name: 'split', on: 'string', of: ['string', 'int'], result: 'list<string>', evaluate: split },
];

/** Longest text that a replacement may make, in UTF-16 code units. */
const MAX_TEXT = 1_000_000;

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}

function upperAscii(text: string): string {
  return text.replace(/[a-z]+/g, letters => letters.toUpperCase());
}

/** What Unicode calls white space; JavaScript's `trim` adds U+FEFF and leaves out U+0085. */
const SPACE = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING_SPACE = new RegExp(`^${SPACE}+`);
const ONE_SPACE = new RegExp(SPACE);

function trim(text: string): string {
  let end = text.length;
  while (end > 0 && ONE_SPACE.test(text[end - 1]!)) {
    end--;
  }
  return text.slice(0, end).replace(LEADING_SPACE, '');
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

function charAt(text: string, index: bigint): string {
  const points = [...text];
  return index === BigInt(points.length) ? '' : points[at(index, points.length)]!;
}

function indexOf(text: string, part: string, from = 0n): bigint {
  const start = unitAt(text, from);
  return pointAt(text, text.indexOf(part, start));
}

function lastIndexOf(text: string, part: string, from?: bigint): bigint {
  const start = from === undefined ? text.length : unitAt(text, from);
  return pointAt(text, text.lastIndexOf(part, start));
}

function substring(text: string, from: bigint, to?: bigint): string {
  const start = unitAt(text, from);
  const end = to === undefined ? text.length : unitAt(text, to);
  if (start > end) {
    throw failure('index_out_of_range', `A part cannot end at ${to}, before it starts at ${from}`);
  }
  return text.slice(start, end);
}

function replace(text: string, part: string, by: string, most = -1n): string {
  const pieces = part === '' ? ['', ...text, ''] : text.split(part);
  const count = most < 0n ? pieces.length - 1 : Math.min(Number(most), pieces.length - 1);
  if (text.length + count * by.length > MAX_TEXT) {
    throw failure('limit', `The text would become longer than ${MAX_TEXT} characters`);
  }
  return (
    pieces.slice(0, count + 1).join(by) +
    pieces
      .slice(count + 1)
      .map(piece => part + piece)
      .join('')
  );
}

function split(text: string, separator: string, most = -1n): string[] {
  if (most === 0n) {
    return [];
  }
  const parts = separator === '' ? [...text] : text.split(separator, MAX_ENTRIES + 2);
  if (most > 0n && parts.length > most) {
    const kept = parts.slice(0, Number(most) - 1);
    return [...kept, text.slice(kept.join(separator).length + (kept.length && separator.length))];
  }
  if (parts.length > MAX_ENTRIES) {
    throw failure('limit', `The text splits into more than ${MAX_ENTRIES} parts`);
  }
  return parts;
}

function at(index: bigint, length: number): number {
  if (index < 0n || index > BigInt(length)) {
    throw failure('index_out_of_range', `The text has no place ${index}`);
  }
  return Number(index);
}

/** Where the code point of a number starts, in UTF-16 code units. */
function unitAt(text: string, point: bigint): number {
  if (point === 0n) {
    return 0;
  }
  const points = [...text];
  return points.slice(0, at(point, points.length)).join('').length;
}

/** The number of the code point that starts at a UTF-16 code unit; -1 for none. */
function pointAt(text: string, unit: number): bigint {
  return unit < 0 ? -1n : BigInt([...text.slice(0, unit)].length);
}
