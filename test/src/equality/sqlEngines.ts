import { DuckDBInstance } from '@duckdb/node-api';
import type { Recording } from '@countersign/model';
import { startPostgres } from '@countersign/store/src/testing/startPostgres';
import {
  DuckDbReplay,
  openParquet,
  PostgresReplay,
  writeParquet,
  writePostgresTable,
  type PostgresConnection,
  type SqlReplay,
} from '@countersign/recordings';
import type { SqlDialectName } from '@countersign/replay';

/** A database with recordings in tables. */
export interface SqlEngine {
  readonly name: SqlDialectName;
  readonly replay: SqlReplay;
  /** Puts recordings into a table of this name; gives how many no database holds. */
  load(table: string, recordings: readonly Recording[]): Promise<number>;
  stop(): Promise<void>;
}

/** Both databases, each new and empty: DuckDB over Parquet files in a folder, PostgreSQL on loopback. */
export async function startSqlEngines(folder: string): Promise<SqlEngine[]> {
  const [duckdb, postgresql] = await Promise.all([startDuckDb(folder), startPostgresql()]);
  return [duckdb, postgresql];
}

async function startDuckDb(folder: string): Promise<SqlEngine> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    name: 'duckdb',
    replay: new DuckDbReplay(connection),
    async load(table, recordings) {
      const file = `${folder}/${table}.parquet`;
      const { unstorable } = await writeParquet(connection, recordings, file);
      await openParquet(connection, file, { table });
      return unstorable;
    },
    async stop() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function startPostgresql(): Promise<SqlEngine> {
  const server = await startPostgres();
  const knex = await server.connect({ pool: 1 });
  const connection = (await knex.client.acquireConnection()) as PostgresConnection;
  return {
    name: 'postgresql',
    replay: new PostgresReplay(connection),
    async load(table, recordings) {
      const { unstorable } = await writePostgresTable(connection, recordings, { table });
      return unstorable;
    },
    async stop() {
      await knex.client.releaseConnection(connection);
      await server.stop();
    },
  };
}
