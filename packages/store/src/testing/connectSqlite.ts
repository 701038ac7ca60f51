import knexFactory, { type Knex } from 'knex';

/** A new, empty SQLite database in memory, as Backstage connects one. */
export function connectSqlite(): Knex {
  return knexFactory({
    client: 'better-sqlite3',
    connection: { filename: ':memory:' },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
}
