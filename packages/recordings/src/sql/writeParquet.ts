import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Recording } from '@countersign/model';
import {
  RECORDING_COLUMNS,
  recordingAsRow,
  RECORDINGS_TABLE,
  sqlTypeOf,
} from '@countersign/replay';
import { quoteName, quoteText } from './quote';
import type { WriteTableOptions, WrittenTable } from './WrittenTable';

/**
 * Writes recordings to a Parquet file (Zstandard) through DuckDB. They pass through a temporary file,
 * so memory does not grow with their number. A file that is there is replaced when all is written.
 */
export async function writeParquet(
  connection: DuckDBConnection,
  recordings: Iterable<Recording> | AsyncIterable<Recording>,
  file: string,
  options: WriteTableOptions = {},
): Promise<WrittenTable> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-parquet-'));
  try {
    const lines = join(folder, 'rows.jsonl');
    const written = await writeRows(recordings, lines, options);
    await connection.run(
      `COPY (${selectRows(lines)}) TO ${quoteText(file)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    return written;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes Parquet files readable as a table: a path, or a pattern such as `history/*.parquet`. */
export async function openParquet(
  connection: DuckDBConnection,
  files: string,
  { table = RECORDINGS_TABLE }: { table?: string } = {},
): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP VIEW ${quoteName(table)} AS SELECT * FROM read_parquet(${quoteText(files)})`,
  );
}

async function writeRows(
  recordings: Iterable<Recording> | AsyncIterable<Recording>,
  file: string,
  { onUnstorable }: WriteTableOptions,
): Promise<WrittenTable> {
  const written: WrittenTable = { rows: 0, unstorable: 0 };
  async function* lines(): AsyncGenerator<string> {
    for await (const recording of recordings) {
      const row = recordingAsRow(recording);
      if ('fault' in row) {
        written.unstorable++;
        onUnstorable?.({ id: recording.id, message: row.fault });
      } else {
        written.rows++;
        const cells = row.map((cell, index) => [RECORDING_COLUMNS[index]!.name, cell]);
        yield `${JSON.stringify(Object.fromEntries(cells))}\n`;
      }
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return written;
}

/** Longest row in bytes that DuckDB is told to read. */
const MAX_ROW = 64 * 1024 * 1024;

function selectRows(file: string): string {
  // Instants and JSON are read as texts and then cast: reading would guess formats, and re-spell JSON.
  const read = RECORDING_COLUMNS.map(({ name, type }) => {
    const as = type === 'json' || type === 'instant' ? 'VARCHAR' : sqlTypeOf(type, 'duckdb');
    return `${name}: ${quoteText(as)}`;
  });
  const select = RECORDING_COLUMNS.map(({ name, type }) =>
    type === 'json' || type === 'instant'
      ? `CAST(${name} AS ${sqlTypeOf(type, 'duckdb')}) AS ${name}`
      : name,
  );
  return (
    `SELECT ${select.join(', ')} FROM read_json(${quoteText(file)}, ` +
    `format = 'newline_delimited', maximum_object_size = ${MAX_ROW}, columns = {${read.join(', ')}})`
  );
}
