import type { Recording } from '@countersign/model';
import {
  createTableSql,
  RECORDING_COLUMNS,
  recordingAsRow,
  RECORDINGS_TABLE,
  sqlTypeOf,
} from '@countersign/replay';
import type { PostgresConnection } from './PostgresReplay';
import { quoteName } from './quote';
import type { WriteTableOptions, WrittenTable } from './WrittenTable';

/** Rows that one statement inserts. */
const BATCH = 1_000;

/**
 * Creates a table of recordings and fills it, a thousand rows with each statement. Whoever calls it
 * decides about the transaction around it.
 */
export async function writePostgresTable(
  connection: PostgresConnection,
  recordings: Iterable<Recording> | AsyncIterable<Recording>,
  { table = RECORDINGS_TABLE, onUnstorable }: WriteTableOptions & { table?: string } = {},
): Promise<WrittenTable> {
  await connection.query(createTableSql('postgresql', { table }));
  // The rows go as one JSON text: a parameter for each cell would be too many.
  const cells = RECORDING_COLUMNS.map(({ type }, index) =>
    type === 'texts'
      ? `ARRAY(SELECT jsonb_array_elements_text(r.v -> ${index}))`
      : `CAST(r.v ->> ${index} AS ${sqlTypeOf(type, 'postgresql')})`,
  );
  const insert =
    `INSERT INTO ${quoteName(table)} SELECT ${cells.join(', ')} ` +
    `FROM jsonb_array_elements(CAST($1 AS jsonb)) AS r(v)`;
  const written: WrittenTable = { rows: 0, unstorable: 0 };
  let batch: unknown[][] = [];
  const flush = async () => {
    if (batch.length > 0) {
      await connection.query(insert, [JSON.stringify(batch)]);
      written.rows += batch.length;
      batch = [];
    }
  };
  for await (const recording of recordings) {
    const row = recordingAsRow(recording);
    if ('fault' in row) {
      written.unstorable++;
      onUnstorable?.({ id: recording.id, message: row.fault });
      continue;
    }
    batch.push(row);
    if (batch.length >= BATCH) {
      await flush();
    }
  }
  await flush();
  return written;
}
