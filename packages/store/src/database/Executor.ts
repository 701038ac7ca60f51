import type { Knex } from 'knex';

/** A connection pool or an open transaction, with what differs between the two databases. */
export interface Executor {
  readonly db: Knex;
  readonly dialect: Dialect;
  /** The store's time. */
  now(): Promise<string>;
}

export type Dialect = 'postgres' | 'sqlite';

/**
 * @throws TypeError for a database that is neither PostgreSQL nor SQLite
 */
export function dialectOf(knex: Knex): Dialect {
  const client = String(knex.client.config.client);
  if (/^(pg|postgres)/.test(client)) {
    return 'postgres';
  }
  if (/sqlite/.test(client)) {
    return 'sqlite';
  }
  throw new TypeError(`Countersign's store runs on PostgreSQL and SQLite, not on ${client}`);
}

/** The database's clock, in milliseconds, as `Date.prototype.toISOString` prints it. */
export async function databaseNow(db: Knex, dialect: Dialect): Promise<string> {
  if (dialect === 'postgres') {
    // clock_timestamp() goes on inside a transaction; now() would stand still while waiting for a lock.
    const { rows } = await db.raw(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
    );
    return rows[0].now;
  }
  const rows = await db.raw(`select strftime('%Y-%m-%dT%H:%M:%fZ', 'now') as now`);
  return rows[0].now;
}

/**
 * Keeps the rows of a query from being changed by others until the transaction ends. SQLite has
 * one connection, so there it holds already.
 */
export function locked<T extends Knex.QueryBuilder>(
  executor: Executor,
  query: T,
  more: { skipLocked?: boolean } = {},
): T {
  if (executor.dialect === 'postgres') {
    void query.forUpdate();
    if (more.skipLocked) {
      void query.skipLocked();
    }
  }
  return query;
}
