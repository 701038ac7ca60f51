import type { Knex } from 'knex';
import { connectSqlite } from '../testing/connectSqlite';
import { Path } from '../testing/Path';
import { startPostgres, type RunningPostgres } from '../testing/startPostgres';
import { TestClock } from '../testing/TestClock';
import { createDatabaseStore } from './createDatabaseStore';
import { migrateStore, migrationSource } from './migrations';

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

const databases: [string, () => Promise<Knex>][] = [
  ['SQLite', async () => connectSqlite()],
  ['PostgreSQL', () => postgres.connect()],
];

describe.each(databases)('migrations on %s', (_, connect) => {
  it('go up, down with rows in the tables, and up again', async () => {
    const knex = await connect();
    try {
      const store = await createDatabaseStore({ knex });
      const path = new Path(store, new TestClock());
      const { request } = await path.open(await path.evaluate());
      const approval = await path.approve(request);
      const grant = await path.issued(approval.id);
      await path.redeem(grant.id, 'run-1');
      await path.report(grant.id, 'run-1');

      await knex.migrate.rollback({ migrationSource }, true);
      expect(await knex.schema.hasTable('requests')).toBe(false);
      expect(await knex.schema.hasTable('ledger_entries')).toBe(false);

      const again = await createDatabaseStore({ knex });
      expect(await again.policyRevision()).toBe(0);
      expect(await again.request(request.id)).toBeUndefined();
    } finally {
      await knex.destroy();
    }
  });

  it('make the lists that people wait for one range of an index', async () => {
    const knex = await connect();
    try {
      await migrateStore(knex);
      const queries: Knex.QueryBuilder[] = [
        knex('request_assignments')
          .where({ person: 'user:default/ada', state: 'pending' })
          .orderBy([
            { column: 'created_at', order: 'desc' },
            { column: 'request_id', order: 'desc' },
          ])
          .limit(51),
        knex('ledger_entries').whereNull('leaf_index').orderBy('id').limit(10),
      ];
      for (const query of queries) {
        expect(await planOf(knex, query)).not.toMatch(/SCAN|Seq Scan|TEMP B-TREE|Sort/);
      }
    } finally {
      await knex.destroy();
    }
  });
});

it('replicas that start at once wait for each other on PostgreSQL', async () => {
  const replicas: Knex[] = [];
  for (let count = 0; count < 4; count++) {
    replicas.push(await postgres.connect({ schema: 'replicas' }));
  }
  await Promise.all(replicas.map(knex => createDatabaseStore({ knex })));
  expect(await replicas[0]!('policy_state').count({ count: '*' })).toEqual([{ count: '1' }]);
});

/** The database's plan, with small tables read as large ones would be. */
async function planOf(knex: Knex, query: Knex.QueryBuilder): Promise<string> {
  const { sql, bindings } = query.toSQL();
  if (knex.client.config.client !== 'pg') {
    const rows = await knex.raw(`explain query plan ${sql}`, bindings as string[]);
    return rows.map((row: { detail: string }) => row.detail).join('\n');
  }
  return knex.transaction(async trx => {
    await trx.raw('set local enable_seqscan = off');
    await trx.raw('set local enable_bitmapscan = off');
    const { rows } = await trx.raw(`explain ${sql}`, bindings as string[]);
    return rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
  });
}
