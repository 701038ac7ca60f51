import type { JsonType, SqlDialect } from './SqlDialect';

const JSON_TYPES: Readonly<Record<JsonType, readonly string[]>> = {
  string: ['VARCHAR'],
  number: ['UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT', 'UHUGEINT'],
  boolean: ['BOOLEAN'],
  null: ['NULL'],
  array: ['ARRAY'],
  object: ['OBJECT'],
};

/**
 * DuckDB 1.4 and later. Texts are UTF-8 and compare by bytes; JSON is text that keeps its spelling, so
 * equality of JSON rests on the canonical form in which recordings are written.
 */
export const duckdbDialect: SqlDialect = {
  name: 'duckdb',
  byCodePoint: '',
  fence: '',
  localTime: (instant, zone) => `timezone(${zone}, ${instant})`,

  size: text => `length(${text})`,
  contains: (text, part) => `contains(${text}, ${part})`,
  startsWith: (text, part) => `starts_with(${text}, ${part})`,
  endsWith: (text, part) => `ends_with(${text}, ${part})`,
  matches: (text, pattern) => `regexp_matches(${text}, ${pattern})`,

  listSize: list => `len(${list})`,
  listContains: (list, text) => `list_contains(${list}, ${text})`,
  listsMeet: (list, texts) => `list_has_any(${list}, [${texts.join(', ')}])`,
  loop(macro, list, variable, body) {
    const answers = `list_transform(${list}, lambda ${variable}: ${body})`;
    const decided = macro === 'exists' ? 'TRUE' : 'FALSE';
    const otherwise = macro === 'exists' ? 'FALSE' : 'TRUE';
    return (
      `CASE WHEN list_contains(${answers}, ${decided}) THEN ${decided} ` +
      `WHEN list_count(${answers}) = len(${list}) THEN ${otherwise} END`
    );
  },

  json: column => `CAST(${column} AS JSON)`,
  jsonIs: (json, type) =>
    `json_type(${json}) IN (${JSON_TYPES[type].map(name => `'${name}'`).join(', ')})`,
  jsonText: json => `json_extract_string(${json}, '$')`,
  // The branch of a CASE may be calculated for rows that it is not taken for.
  jsonNumber: json => `TRY_CAST(json_extract_string(${json}, '$') AS DOUBLE)`,
  jsonBool: json => `TRY_CAST(json_extract_string(${json}, '$') AS BOOLEAN)`,
  jsonMember: (json, key) => `json_extract(${json}, ${key})`,
  // A JSON pointer (RFC 6901): unlike a path, no character of a name means anything in it.
  jsonKey: name => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  jsonElement: (json, index) => `json_extract(${json}, '/${index}')`,
  jsonListSize: json => `json_array_length(${json})`,
  jsonObjectSize: json => `len(json_keys(${json}))`,
  jsonHasKey: (json, key) => `list_contains(json_keys(${json}), ${key})`,
  jsonAny: (json, variable, condition) =>
    `list_contains(list_transform(json_extract(${json}, '$[*]'), ` +
    `lambda ${variable}: ${condition}), TRUE)`,
  jsonEqual: (left, right) => `CAST(${left} AS VARCHAR) = CAST(${right} AS VARCHAR)`,
};
