/** The databases that policies are written out for. */
export const SQL_DIALECTS = ['duckdb', 'postgresql'] as const;
export type SqlDialectName = (typeof SQL_DIALECTS)[number];

/**
 * What the two databases spell differently. Every method takes and gives SQL text; none of the texts
 * may fail whatever the row holds: what CEL calls an error is NULL.
 */
export interface SqlDialect {
  readonly name: SqlDialectName;
  /** `ORDER BY` and `<` on texts go by code points: the clause that says so, behind an operand. */
  readonly byCodePoint: string;
  /** Behind a subquery whose columns are to be calculated once, not wherever they are named. */
  readonly fence: string;
  /** What the clocks of a zone show at an instant, as a timestamp without zone. */
  localTime(instant: string, zone: string): string;

  /** Numbers of code points. */
  size(text: string): string;
  contains(text: string, part: string): string;
  startsWith(text: string, part: string): string;
  endsWith(text: string, part: string): string;
  /** Whether a pattern that this dialect's own syntax spells occurs in a text. */
  matches(text: string, pattern: string): string;

  listSize(list: string): string;
  listContains(list: string, text: string): string;
  /** Whether both lists have an element in common; neither is NULL. */
  listsMeet(list: string, texts: readonly string[]): string;
  /**
   * CEL's `exists` and `all` over a list of texts: whether the body holds for one (`exists`) or for
   * all; NULL where CEL says that an error decides.
   *
   * @param variable - Name under which the body finds the element.
   */
  loop(macro: 'exists' | 'all', list: string, variable: string, body: string): string;

  /** A column of JSON as something to take apart. */
  json(column: string): string;
  jsonIs(json: string, type: JsonType): string;
  /** The text of a JSON text; the number of a JSON number; the truth of a JSON boolean. */
  jsonText(json: string): string;
  jsonNumber(json: string): string;
  jsonBool(json: string): string;
  /** A member of what is known to be an object, NULL where it has none of this name. */
  jsonMember(json: string, key: string): string;
  /** The name of a member as {@link jsonMember} wants it bound. */
  jsonKey(name: string): string;
  /** An element of what is known to be a list, NULL beyond its end. */
  jsonElement(json: string, index: number): string;
  jsonListSize(json: string): string;
  jsonObjectSize(json: string): string;
  jsonHasKey(json: string, key: string): string;
  /** Whether some element of what is known to be a list meets a condition. */
  jsonAny(json: string, variable: string, condition: string): string;
  /** Whether two JSON values are equal, numbers by value and members in any order. */
  jsonEqual(left: string, right: string): string;
}

export type JsonType = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';
