import type { PolicySet } from '@countersign/policy';
import { RECORDINGS_TABLE, sqlOf } from '@countersign/replay';
import { checkZones } from './checkZones';
import { quoteName } from './quote';
import {
  replayRowOf,
  SqlRefused,
  type AnswerRow,
  type SqlReplay,
  type SqlReplayRow,
} from './SqlReplay';

/** One connection to PostgreSQL, as a `Client` of the package `pg` is one; no pool. */
export interface PostgresConnection {
  query(text: string, values?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** A database that stores texts otherwise than this works with. */
export class UnsuitableDatabase extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsuitableDatabase';
  }
}

/** Rows that are fetched at once. */
const BATCH = 5_000;

/**
 * Decides recordings in a table of PostgreSQL (see {@link writePostgresTable}). Answers come through a
 * cursor in a transaction that only reads, so that memory does not grow with their number; the
 * connection serves nothing else until they are read or given up.
 */
export class PostgresReplay implements SqlReplay {
  constructor(private readonly connection: PostgresConnection) {}

  /** @throws UnsuitableDatabase for one whose encoding is not UTF-8. */
  async *decide(
    set: PolicySet,
    { table = RECORDINGS_TABLE }: { table?: string } = {},
  ): AsyncGenerator<readonly SqlReplayRow[]> {
    const statement = sqlOf(set, 'postgresql', { table });
    if ('refused' in statement) {
      throw new SqlRefused(statement.refused);
    }
    const { connection } = this;
    await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      await this.checkEncoding();
      await this.checkZones(statement.zones, table);
      await connection.query(`DECLARE countersign_replay NO SCROLL CURSOR FOR ${statement.text}`, [
        ...statement.parameters,
      ]);
      for (;;) {
        const { rows } = await connection.query(`FETCH ${BATCH} FROM countersign_replay`);
        if (rows.length === 0) {
          return;
        }
        yield (rows as unknown as AnswerRow[]).map(replayRowOf);
      }
    } finally {
      await connection.query('ROLLBACK');
    }
  }

  private async checkEncoding(): Promise<void> {
    const { rows } = await this.connection.query('SHOW server_encoding');
    const encoding = String(rows[0]!.server_encoding);
    if (encoding !== 'UTF8') {
      throw new UnsuitableDatabase(
        `The database's encoding is ${encoding}, in which texts have another order and length than in ` +
          'UTF-8. Use a database that was created with ENCODING UTF8.',
      );
    }
  }

  private async checkZones(zones: readonly string[], table: string): Promise<void> {
    const { rows } = await this.connection.query(
      `SELECT CAST(floor(extract(epoch FROM min(decision_at)) * 1000) AS float8) AS first,
              CAST(ceil(extract(epoch FROM max(decision_at)) * 1000) AS float8) AS last
       FROM ${quoteName(table)}`,
    );
    const { first, last } = rows[0]!;
    if (zones.length > 0 && first !== null) {
      await checkZones(zones, Number(first), Number(last), async (zone, instants) => {
        const read = await this.connection.query(
          `SELECT CAST(extract(epoch FROM (to_timestamp(v / 1000) AT TIME ZONE CAST($1 AS text))) * 1000
                  AS float8) AS local
           FROM unnest(CAST($2 AS float8[])) WITH ORDINALITY AS u(v, n) ORDER BY n`,
          [zone, instants],
        );
        return read.rows.map(({ local }) => Number(local));
      });
    }
  }
}
