import { RECORDING_COLUMNS, RECORDINGS_TABLE, type SqlColumnType } from './recordingColumns';
import type { SqlDialectName } from './SqlDialect';

const TYPES: Readonly<Record<SqlDialectName, Readonly<Record<SqlColumnType, string>>>> = {
  duckdb: {
    text: 'VARCHAR',
    boolean: 'BOOLEAN',
    integer: 'INTEGER',
    double: 'DOUBLE',
    instant: 'TIMESTAMPTZ',
    texts: 'VARCHAR[]',
    json: 'JSON',
  },
  postgresql: {
    text: 'text',
    boolean: 'boolean',
    integer: 'integer',
    double: 'float8',
    instant: 'timestamptz',
    texts: 'text[]',
    json: 'jsonb',
  },
};

/** The type of a column in a database. */
export function sqlTypeOf(type: SqlColumnType, dialect: SqlDialectName): string {
  return TYPES[dialect][type];
}

/** `CREATE TABLE` for a table of recordings. */
export function createTableSql(dialect: SqlDialectName, options: { table?: string } = {}): string {
  const table = `"${(options.table ?? RECORDINGS_TABLE).replaceAll('"', '""')}"`;
  const columns = RECORDING_COLUMNS.map(
    ({ name, type, required }) =>
      `  ${name} ${sqlTypeOf(type, dialect)}${required ? ' NOT NULL' : ''}`,
  );
  return `CREATE TABLE ${table} (\n${columns.join(',\n')}\n)`;
}
