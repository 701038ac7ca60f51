import type { Knex } from 'knex';
import { columnTypes } from './columns';

/** Uses of standing approvals, each counted once, by the name that policies give them. */
export async function up(knex: Knex): Promise<void> {
  const { key, instant } = columnTypes(knex);
  await knex.schema.createTable('standing_approvals', table => {
    key(table, 'policy').notNullable();
    key(table, 'standing').notNullable();
    table.integer('used').notNullable();
    table.primary(['policy', 'standing']);
  });
  await knex.schema.createTable('standing_uses', table => {
    key(table, 'grant_id').primary();
    key(table, 'policy').notNullable();
    key(table, 'standing').notNullable();
    instant(table, 'used_at').notNullable();
    table.index(['policy', 'standing', 'used_at']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('standing_uses');
  await knex.schema.dropTable('standing_approvals');
}
