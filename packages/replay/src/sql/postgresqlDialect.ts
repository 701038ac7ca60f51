import type { SqlDialect } from './SqlDialect';

/**
 * PostgreSQL 14 and later with UTF-8 as its encoding. Texts are put in order by `COLLATE "C"`, since
 * the database's own collation depends on where it was made; JSON is `jsonb`, whose numbers are exact.
 */
export const postgresqlDialect: SqlDialect = {
  name: 'postgresql',
  byCodePoint: ' COLLATE "C"',
  // Without it the planner would write every column out wherever it is named, again and again.
  fence: ' OFFSET 0',
  localTime: (instant, zone) => `(${instant} AT TIME ZONE ${zone})`,

  size: text => `char_length(${text})`,
  contains: (text, part) => `(strpos(${text}, ${part}) > 0)`,
  startsWith: (text, part) => `starts_with(${text}, ${part})`,
  endsWith: (text, part) => `(right(${text}, char_length(${part})) = ${part})`,
  matches: (text, pattern) => `(${text} COLLATE "C" ~ ${pattern})`,

  listSize: list => `cardinality(${list})`,
  listContains: (list, text) => `(${text} = ANY(${list}))`,
  listsMeet: (list, texts) => `(${list} && ARRAY[${texts.join(', ')}])`,
  loop(macro, list, variable, body) {
    const decided = macro === 'exists' ? 'TRUE' : 'FALSE';
    const otherwise = macro === 'exists' ? 'FALSE' : 'TRUE';
    const one = macro === 'exists' ? 'bool_or(b)' : 'NOT bool_and(b)';
    return (
      `(SELECT CASE WHEN ${one} THEN ${decided} WHEN bool_or(b IS NULL) THEN NULL ` +
      `ELSE ${otherwise} END FROM (SELECT ${body} AS b FROM unnest(${list}) AS u(${variable})) AS t)`
    );
  },

  json: column => column,
  jsonIs: (json, type) => `jsonb_typeof(${json}) = '${type}'`,
  jsonText: json => `(${json} #>> '{}')`,
  jsonNumber: json => `CAST(${json} #>> '{}' AS float8)`,
  jsonBool: json => `CAST(${json} #>> '{}' AS boolean)`,
  jsonMember: (json, key) => `(${json} -> ${key})`,
  jsonKey: name => name,
  jsonElement: (json, index) => `(${json} -> ${index})`,
  jsonListSize: json => `jsonb_array_length(${json})`,
  jsonObjectSize: json => `(SELECT count(*) FROM jsonb_object_keys(${json}))`,
  jsonHasKey: (json, key) => `jsonb_exists(${json}, ${key})`,
  jsonAny: (json, variable, condition) =>
    `EXISTS (SELECT 1 FROM jsonb_array_elements(${json}) AS u(${variable}) WHERE ${condition})`,
  jsonEqual: (left, right) => `(${left} = ${right})`,
};
