import type { Knex } from 'knex';
import * as initial from './initial';
import * as standing from './standing';

/** Migrations by name, in order. A name that was released never changes, nor what it does. */
const MIGRATIONS: Readonly<Record<string, Knex.Migration>> = {
  '20261122_initial': initial,
  '20261123_standing': standing,
};

/** Gives knex the migrations from the program itself, so that they are bundled with it. */
export const migrationSource: Knex.MigrationSource<string> = {
  getMigrations: async () => Object.keys(MIGRATIONS),
  getMigrationName: name => name,
  getMigration: async name => MIGRATIONS[name]!,
};

/** Names the lock; any number that nobody else in this database uses. */
const MIGRATION_LOCK = 7_205_759_403;

/**
 * Brings the database to the present version. Replicas that start at once wait for each other on
 * PostgreSQL; knex alone would make all but one fail.
 */
export async function migrateStore(knex: Knex): Promise<void> {
  const { client } = knex.client.config as { client: unknown };
  if (!/^(pg|postgres)/.test(String(client))) {
    await knex.migrate.latest({ migrationSource });
    return;
  }
  await knex.transaction(async holder => {
    await holder.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await knex.migrate.latest({ migrationSource });
  });
}
