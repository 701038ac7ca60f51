import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { decompress } from '@countersign/replay';
import { isCompressionError } from '../compression/isCompressionError';
import { NODE_DECODERS } from '../compression/nodeDecoders';
import type { Table } from '../mapping/Mapping';
import { readCsvRows } from './readCsvRows';
import { readJsonLinesRows } from './readJsonLinesRows';
import { readYamlRows } from './readYamlRows';
import { TableFault } from './TableFault';
import type { TableRow } from './TableRow';

/**
 * The rows of a table, one after the other. CSV and JSON Lines are streamed and hold one row; YAML
 * is read whole, as it is meant for catalogs. Files may be compressed with gzip or Zstandard: their
 * first bytes tell.
 *
 * @param folder - Where the mapping's file names start.
 * @param onBytes - Called with the number of bytes of the file read so far, and its size.
 * @throws TableFault when there is no such file, or it lacks a column that the mapping names.
 * @throws CompressionFault for Zstandard where Node has none (before 22.15).
 */
export async function* openTable(
  table: Table,
  folder: string,
  onBytes?: (done: number, total: number) => void,
): AsyncGenerator<TableRow> {
  const path = join(folder, table.file);
  const bytes = decompress(counted(await openFile(table, path), onBytes), NODE_DECODERS);
  try {
    switch (table.format) {
      case 'csv':
        yield* readCsvRows(bytes, table);
        return;
      case 'jsonl':
        yield* readJsonLinesRows(bytes, table);
        return;
      case 'yaml':
        yield* readYamlRows(bytes, table);
    }
  } catch (error) {
    if (isCompressionError(error)) {
      throw new TableFault(
        'malformed',
        `${table.file} is damaged compressed data, or ends early. Fetch the file again.`,
        table.name,
        table.file,
      );
    }
    throw error;
  }
}

async function openFile(table: Table, path: string): Promise<{ stream: Readable; size: number }> {
  try {
    const handle = await open(path);
    const { size } = await handle.stat();
    return { stream: handle.createReadStream({ highWaterMark: 256 * 1024 }), size };
  } catch (error) {
    throw new TableFault(
      'missing_file',
      `The table "${table.name}" cannot be read: ${(error as Error).message}. ` +
        'File names in a mapping start at its own folder, or at the one given with --data.',
      table.name,
      table.file,
    );
  }
}

async function* counted(
  { stream, size }: { stream: Readable; size: number },
  onBytes?: (done: number, total: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    yield piece;
    done += piece.length;
    onBytes?.(done, size);
  }
}
