import type { DuckDBConnection } from '@duckdb/node-api';
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

/**
 * Decides recordings in DuckDB: in a table of it, or in Parquet files behind a view (see
 * {@link openParquet}). DuckDB streams: memory does not grow with the number of recordings.
 */
export class DuckDbReplay implements SqlReplay {
  constructor(private readonly connection: DuckDBConnection) {}

  async *decide(
    set: PolicySet,
    { table = RECORDINGS_TABLE }: { table?: string } = {},
  ): AsyncGenerator<readonly SqlReplayRow[]> {
    const statement = sqlOf(set, 'duckdb', { table });
    if ('refused' in statement) {
      throw new SqlRefused(statement.refused);
    }
    await this.checkZones(statement.zones, table);
    // A whole number would be bound as an integer, however large. The statement says what each is.
    const values = statement.parameters.map(String);
    const result = await this.connection.stream(statement.text, values);
    for await (const rows of result.yieldRowObjects()) {
      yield (rows as unknown as AnswerRow[]).map(replayRowOf);
    }
  }

  private async checkZones(zones: readonly string[], table: string): Promise<void> {
    const from = `SELECT epoch_ms(min(decision_at)), epoch_ms(max(decision_at)) FROM ${quoteName(table)}`;
    const [[first, last]] = await this.numbers(from, []);
    if (zones.length > 0 && first !== undefined && last !== undefined) {
      await checkZones(zones, first, last, async (zone, instants) => {
        const rows = await this.numbers(
          `SELECT epoch_ms(timezone(CAST($1 AS VARCHAR), make_timestamptz(CAST(v AS BIGINT) * 1000)))
           FROM (SELECT unnest(string_split(CAST($2 AS VARCHAR), ',')) AS v,
                        generate_subscripts(string_split(CAST($2 AS VARCHAR), ','), 1) AS n)
           ORDER BY n`,
          [zone, instants.join(',')],
        );
        return rows.map(([local]) => local!);
      });
    }
  }

  private async numbers(
    sql: string,
    values: string[],
  ): Promise<[(number | undefined)[], ...(number | undefined)[][]]> {
    const reader = await this.connection.runAndReadAll(sql, values);
    const rows = reader
      .getRows()
      .map(row => row.map(value => (value === null ? undefined : Number(value))));
    return rows as [(number | undefined)[], ...(number | undefined)[][]];
  }
}
