import {
  BOOLEAN,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  VARCHAR,
  type DuckDBConnection,
} from '@duckdb/node-api';
import { rulesWith } from '../rules';
import type { FlatRow } from './FlatRow';

const COLUMNS = {
  ...{ action: VARCHAR, agent: VARCHAR, owner: VARCHAR, system: VARCHAR, lifecycle: VARCHAR },
  ...{ tags: VARCHAR, tier: INTEGER, reversibility: VARCHAR, rollbackPlan: VARCHAR },
  ...{ confidence: DOUBLE, size: INTEGER, tier0: INTEGER, depth: INTEGER, security: VARCHAR },
  ...{ dataAccess: VARCHAR, serviceDisruption: VARCHAR, incidents: INTEGER, environment: VARCHAR },
  ...{ replicas: DOUBLE, memory: DOUBLE, percent: DOUBLE, hasPercent: BOOLEAN, force: BOOLEAN },
  ...{ byDay: BOOLEAN, nights: BOOLEAN },
} satisfies Record<keyof FlatRow, unknown>;

const NAMES = Object.keys(COLUMNS) as (keyof FlatRow)[];
const TYPES = [INTEGER, ...Object.values(COLUMNS)];
const CHUNK = 2048;

/** DuckDB with the rows in a table of its own, in memory. */
export interface DuckDbPeer {
  add(row: FlatRow): void;
  /** To be called when all rows are added. */
  finish(): void;
  /** How many rows each rule decides; what is timed, so that nothing is handed over. */
  count(threads: number): Promise<readonly number[]>;
  /** For each of the first rows the position of the first rule that holds, or -1. */
  firsts(rows: number): Promise<Int8Array>;
  close(): void;
}

export async function duckdbPeer(): Promise<DuckDbPeer> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = NAMES.map(name => `"${name}" ${String(COLUMNS[name])}`).join(', ');
  await connection.run(`CREATE TABLE actions (number INTEGER, ${columns})`);
  const appender = await connection.createAppender('actions');
  const first = `CASE ${rulesWith()
    .map(({ sql }, at) => `WHEN ${sql} THEN ${at}`)
    .join(' ')} ELSE -1 END`;

  let buffered: FlatRow[] = [];
  let rows = 0;
  const flush = () => {
    const chunk = DuckDBDataChunk.create(TYPES, buffered.length);
    chunk.setColumns([
      buffered.map((_row, at) => rows + at),
      ...NAMES.map(name => buffered.map(row => row[name] ?? null)),
    ]);
    appender.appendDataChunk(chunk);
    rows += buffered.length;
    buffered = [];
  };
  return {
    add(row) {
      if (buffered.push(row) === CHUNK) {
        flush();
      }
    },
    finish() {
      if (buffered.length > 0) {
        flush();
      }
      appender.closeSync();
    },
    async count(threads) {
      await connection.run(`SET threads = ${threads}`);
      const found = await read(
        connection,
        `SELECT ${first} AS first, count(*) AS rows FROM actions GROUP BY ALL ORDER BY first`,
      );
      const counts = rulesWith().map(() => 0);
      found.forEach(([rule, number]) => rule! >= 0 && (counts[rule!] = number!));
      return counts;
    },
    async firsts(count) {
      const found = await read(
        connection,
        `SELECT ${first} AS first FROM actions WHERE number < ${count} ORDER BY number`,
      );
      return Int8Array.from(found, ([rule]) => rule!);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function read(connection: DuckDBConnection, sql: string): Promise<number[][]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows().map(row => row.map(Number));
}
