/**
 * What an expression of a condition is in SQL. An error of CEL is NULL, in every kind: SQL's three
 * truth values then are CEL's, since `AND`, `OR` and `NOT` treat NULL as `&&`, `||` and `!` treat an
 * error, and every comparison with NULL is NULL as every comparison with an error is one. Where CEL
 * does not pass an error on (`has`), and where a value that is there would be NULL (JSON's null), it
 * is said explicitly.
 */
export type SqlValue =
  | { readonly kind: ScalarKind; readonly sql: string }
  /** A list of texts; never NULL, and no element is. */
  | { readonly kind: 'texts'; readonly sql: string }
  /** A value whose type only shows in the row. */
  | { readonly kind: 'json'; readonly sql: string }
  /** The difference of two instants, in whole milliseconds. */
  | { readonly kind: 'duration'; readonly sql: string }
  /** A declared object, such as `resource`; only its members are values. */
  | { readonly kind: 'object'; readonly path: string }
  /** What an expression without variables gives, in CEL's terms. */
  | { readonly kind: 'constant'; readonly value: unknown }
  | { readonly kind: 'error' };

export type ScalarKind = 'bool' | 'text' | 'number' | 'time';

/** No truth: what fails for every row. */
export const FAILS = 'CAST(NULL AS BOOLEAN)';
