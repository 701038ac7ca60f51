import type { Span } from '@countersign/diagnostics';

/** Why a part of a policy has no SQL that means the same. The list is closed. */
export const SQL_REFUSALS = {
  arithmetic: 'Numbers are calculated by other rules in SQL than in CEL',
  score: 'The score is not calculated in SQL',
  loop: 'Only exists and all over a list of texts are written in SQL',
  function: 'This function is not written in SQL',
  list: 'Lists and maps are only asked what they contain, and how much, in SQL',
  index: 'Only a name or a number in brackets is written in SQL',
  pattern: 'This pattern may mean something else to the database',
  number: 'Beyond 2^53 numbers are not compared exactly in SQL',
  text: 'Texts in SQL hold neither U+0000 nor half of a surrogate pair',
  zone: 'The time zone must be an IANA name in quotes, and the instant must be now',
  types: 'The two sides have types that are not put together in SQL',
  size: 'The policies have more conditions than a statement has columns',
} as const;
export type SqlRefusalCode = keyof typeof SQL_REFUSALS;

/** A part of a policy that was not written in SQL. */
export interface SqlRefusal {
  readonly policy: string;
  /** The part's name in its policy. */
  readonly name: string;
  /** The place in the policy's text. */
  readonly span: Span;
  readonly code: SqlRefusalCode;
  /** One sentence without its full stop. */
  readonly because: string;
}

/** Stops the writing of one condition, at a place in its text. */
export class CannotWrite extends Error {
  constructor(
    readonly code: SqlRefusalCode,
    readonly place: { readonly start: number; readonly end: number },
  ) {
    super(SQL_REFUSALS[code]);
  }
}
