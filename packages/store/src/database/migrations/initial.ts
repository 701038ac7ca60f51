import type { Knex } from 'knex';
import { columnTypes } from './columns';

/** Every table of the store. Later migrations only add, so that the version before runs beside them. */
export async function up(knex: Knex): Promise<void> {
  const { key, instant, digest } = columnTypes(knex);

  // Policies: immutable texts, publications, and when each text was in force.
  await knex.schema.createTable('policy_versions', table => {
    digest(table, 'digest').primary();
    key(table, 'name').notNullable();
    table.text('title');
    key(table, 'layer').notNullable();
    key(table, 'mode').notNullable();
    table.text('uri').notNullable();
    table.text('text').notNullable();
  });
  await knex.schema.createTable('policy_publications', table => {
    key(table, 'id').primary();
    table.integer('revision').notNullable().unique();
    instant(table, 'at').notNullable();
    key(table, 'by').notNullable();
    table.text('authors').notNullable();
    table.text('why').notNullable();
    key(table, 'source').notNullable();
    table.text('reference');
  });
  await knex.schema.createTable('policies_in_force', table => {
    table.increments('id');
    key(table, 'name').notNullable();
    digest(table, 'digest').notNullable();
    key(table, 'publication_id').notNullable();
    instant(table, 'since').notNullable();
    instant(table, 'until');
    table.index(['name', 'since']);
  });
  await knex.raw(
    `create unique index policies_in_force_one_of_a_name on policies_in_force (name) where "until" is null`,
  );
  await knex.schema.createTable('policy_state', table => {
    table.integer('id').primary();
    table.integer('revision').notNullable();
    table.text('fault');
  });
  await knex('policy_state').insert({ id: 1, revision: 0 });

  // Evaluations with their packets.
  await knex.schema.createTable('packets', table => {
    digest(table, 'digest').primary();
    table.text('body').notNullable();
    table.text('salts');
  });
  await knex.schema.createTable('evaluations', table => {
    key(table, 'id').primary();
    instant(table, 'at').notNullable();
    digest(table, 'packet_digest').notNullable();
    digest(table, 'action_digest').notNullable();
    key(table, 'agent').notNullable();
    key(table, 'executor');
    key(table, 'action').notNullable();
    key(table, 'target').notNullable();
    key(table, 'owner');
    key(table, 'decision').notNullable();
    key(table, 'level').notNullable();
    table.integer('score').notNullable();
    table.text('rule');
    key(table, 'enforcement').notNullable();
    key(table, 'approval_id');
    key(table, 'entry_id').notNullable();
  });
  await knex.raw(
    'create index evaluations_history on evaluations (at, id) where approval_id is null',
  );

  // Requests, who was asked, what they said.
  await knex.schema.createTable('requests', table => {
    key(table, 'id').primary();
    key(table, 'state').notNullable();
    table.integer('version').notNullable();
    table.integer('revision').notNullable();
    key(table, 'evaluation_id').notNullable().unique();
    digest(table, 'packet_digest').notNullable();
    digest(table, 'action_digest').notNullable();
    key(table, 'agent').notNullable();
    key(table, 'executor');
    key(table, 'requested_by').notNullable();
    key(table, 'on_behalf_of');
    key(table, 'action').notNullable();
    key(table, 'target').notNullable();
    key(table, 'owner');
    key(table, 'level').notNullable();
    table.integer('score').notNullable();
    table.text('requirement').notNullable();
    table.text('resolved').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'expires_at').notNullable();
    instant(table, 'closed_at');
    table.text('closed_because');
    table.index(['created_at', 'id']);
    table.index(['state', 'created_at', 'id']);
    table.index(['target', 'created_at', 'id']);
    table.index(['owner', 'created_at', 'id']);
    table.index(['agent', 'created_at', 'id']);
    table.index(['requested_by', 'created_at', 'id']);
  });
  await knex.raw(`create index requests_deadline on requests (expires_at) where state = 'pending'`);
  // State and time stand here a second time, so that one person's queue is one range of one index.
  await knex.schema.createTable('request_assignments', table => {
    key(table, 'request_id').notNullable();
    key(table, 'person').notNullable();
    key(table, 'state').notNullable();
    instant(table, 'created_at').notNullable();
    table.primary(['request_id', 'person']);
    table.index(['person', 'state', 'created_at', 'request_id']);
  });
  await knex.schema.createTable('reviews', table => {
    key(table, 'id').primary();
    key(table, 'request_id').notNullable();
    table.integer('request_version').notNullable();
    key(table, 'by').notNullable();
    key(table, 'vote').notNullable();
    table.text('reason');
    instant(table, 'at').notNullable();
    table.unique(['request_id', 'request_version', 'by']);
  });
  await knex.schema.createTable('request_events', table => {
    table.bigIncrements('id');
    key(table, 'request_id').notNullable().index();
    instant(table, 'at').notNullable();
    key(table, 'event').notNullable();
    key(table, 'state').notNullable();
    key(table, 'by');
    table.text('because');
  });

  // Approvals, grants, redemptions, outcomes.
  await knex.schema.createTable('approvals', table => {
    key(table, 'id').primary();
    key(table, 'state').notNullable();
    key(table, 'request_id').notNullable();
    table.integer('request_version').notNullable();
    digest(table, 'packet_digest').notNullable();
    digest(table, 'action_digest').notNullable();
    key(table, 'agent').notNullable();
    key(table, 'executor');
    instant(table, 'approved_at').notNullable();
    instant(table, 'valid_until').notNullable();
    table.integer('uses').notNullable();
    table.integer('max_uses').notNullable();
    instant(table, 'revoked_at');
    key(table, 'revoked_by');
    table.text('revoked_because');
    table.unique(['request_id', 'request_version']);
  });
  await knex.raw(`create index approvals_valid on approvals (valid_until) where state = 'valid'`);
  await knex.schema.createTable('grants', table => {
    key(table, 'id').primary();
    key(table, 'state').notNullable();
    key(table, 'evaluation_id').notNullable().index();
    key(table, 'approval_id').index();
    key(table, 'agent').notNullable();
    key(table, 'executor').notNullable();
    key(table, 'action').notNullable();
    key(table, 'target').notNullable();
    digest(table, 'action_digest').notNullable();
    digest(table, 'packet_digest').notNullable();
    key(table, 'entry_id').notNullable();
    key(table, 'enforcement').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'expires_at').notNullable();
    instant(table, 'issued_at');
    table.text('jws');
    instant(table, 'revoked_at');
    table.text('revoked_because');
    // When time next changes its state: its expiry, or once redeemed the end of the lease; else NULL.
    instant(table, 'due_at');
    table.index(['state', 'due_at']);
  });
  await knex.schema.createTable('redemptions', table => {
    key(table, 'grant_id').primary();
    key(table, 'executor').notNullable();
    key(table, 'execution_id').notNullable();
    instant(table, 'redeemed_at').notNullable();
    instant(table, 'lease_expires_at').notNullable();
    table.text('observed');
    table.unique(['executor', 'execution_id']);
  });
  await knex.schema.createTable('outcomes', table => {
    key(table, 'grant_id').primary();
    key(table, 'execution_id').notNullable();
    key(table, 'status').notNullable();
    instant(table, 'at').notNullable();
    table.text('detail');
    key(table, 'by');
  });

  // What leaves, what was answered, who is who.
  await knex.schema.createTable('outbox', table => {
    key(table, 'id').primary();
    key(table, 'topic').notNullable();
    key(table, 'key').notNullable().unique();
    table.text('payload').notNullable();
    instant(table, 'created_at').notNullable();
    instant(table, 'available_at').notNullable();
    table.integer('attempts').notNullable();
    instant(table, 'delivered_at');
    table.text('last_error');
  });
  await knex.raw('create index outbox_due on outbox (available_at, id) where delivered_at is null');
  await knex.schema.createTable('idempotency_keys', table => {
    key(table, 'caller').notNullable();
    key(table, 'key').notNullable();
    digest(table, 'body_digest').notNullable();
    table.text('response');
    instant(table, 'expires_at').notNullable().index();
    table.primary(['caller', 'key']);
  });
  await knex.schema.createTable('pseudonyms', table => {
    key(table, 'person').primary();
    key(table, 'pseudonym').notNullable().unique();
  });

  // The ledger: leaves, the hashes of complete subtrees of 256, 65536, … leaves, and signed heads.
  await knex.schema.createTable('ledger_entries', table => {
    table.bigIncrements('id');
    table.bigInteger('leaf_index').unique();
    instant(table, 'at').notNullable();
    table.binary('bytes').notNullable();
    table.binary('hash').notNullable();
  });
  await knex.raw(
    'create index ledger_entries_unplaced on ledger_entries (id) where leaf_index is null',
  );
  await knex.schema.createTable('ledger_nodes', table => {
    table.integer('level').notNullable();
    table.bigInteger('node_index').notNullable();
    table.binary('hash').notNullable();
    table.primary(['level', 'node_index']);
  });
  await knex.schema.createTable('ledger_head', table => {
    table.integer('id').primary();
    table.bigInteger('size').notNullable();
    table.binary('root').notNullable();
  });
  await knex.schema.createTable('checkpoints', table => {
    table.bigInteger('size').primary();
    table.binary('root').notNullable();
    table.text('note').notNullable();
    instant(table, 'signed_at').notNullable();
  });
}

export async function down(knex: Knex): Promise<void> {
  for (const table of TABLES) {
    await knex.schema.dropTable(table);
  }
}

const TABLES = [
  'checkpoints',
  'ledger_head',
  'ledger_nodes',
  'ledger_entries',
  'pseudonyms',
  'idempotency_keys',
  'outbox',
  'outcomes',
  'redemptions',
  'grants',
  'approvals',
  'request_events',
  'reviews',
  'request_assignments',
  'requests',
  'evaluations',
  'packets',
  'policy_state',
  'policies_in_force',
  'policy_publications',
  'policy_versions',
];
