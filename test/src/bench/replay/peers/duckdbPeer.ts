import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { rulesWith } from '../rules';
import type { FlatRow } from './FlatRow';

const VARCHAR = 'VARCHAR';
const INTEGER = 'INTEGER';
const DOUBLE = 'DOUBLE';
const BOOLEAN = 'BOOLEAN';
const COLUMNS = {
  ...{ action: VARCHAR, agent: VARCHAR, owner: VARCHAR, system: VARCHAR, lifecycle: VARCHAR },
  ...{ tags: VARCHAR, tier: INTEGER, reversibility: VARCHAR, rollbackPlan: VARCHAR },
  ...{ confidence: DOUBLE, size: INTEGER, tier0: INTEGER, depth: INTEGER, security: VARCHAR },
  ...{ dataAccess: VARCHAR, serviceDisruption: VARCHAR, incidents: INTEGER, environment: VARCHAR },
  ...{ replicas: DOUBLE, memory: DOUBLE, percent: DOUBLE, hasPercent: BOOLEAN, force: BOOLEAN },
  ...{ byDay: BOOLEAN, nights: BOOLEAN },
} satisfies Record<keyof FlatRow, string>;

const NAMES = Object.keys(COLUMNS) as (keyof FlatRow)[];
const BATCH = 10_000;

/** DuckDB with the rows in a table of its own, in memory. */
export interface DuckDbPeer {
  add(row: FlatRow): void;
  /** Hands the rows to DuckDB; to be called when all are added. */
  finish(): Promise<void>;
  /** How many rows each rule decides; what is timed, so that nothing is handed over. */
  count(threads: number): Promise<readonly number[]>;
  /** For each of the first rows the position of the first rule that holds, or -1. */
  firsts(rows: number): Promise<Int8Array>;
  close(): void;
}

export async function duckdbPeer(): Promise<DuckDbPeer> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const first = `CASE ${rulesWith()
    .map(({ sql }, at) => `WHEN ${sql} THEN ${at}`)
    .join(' ')} ELSE -1 END`;

  // By way of a file, which DuckDB reads a hundred times as fast as it takes values from JavaScript.
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bench-'));
  const path = join(folder, 'actions.txt');
  const file = openSync(path, 'w');
  let lines: string[] = [];
  let rows = 0;
  const flush = () => {
    writeSync(file, lines.join(''));
    lines = [];
  };
  return {
    add(row) {
      lines.push(`${rows++}|${NAMES.map(name => row[name] ?? '').join('|')}\n`);
      if (lines.length === BATCH) {
        flush();
      }
    },
    async finish() {
      flush();
      closeSync(file);
      const types = ["'number': 'INTEGER'", ...NAMES.map(name => `'${name}': '${COLUMNS[name]}'`)];
      await connection.run(
        `CREATE TABLE actions AS SELECT * FROM
           read_csv('${path}', delim = '|', header = false, columns = {${types.join(', ')}})
         ORDER BY number`,
      );
      rmSync(folder, { recursive: true, force: true });
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
