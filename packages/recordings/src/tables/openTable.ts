import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { decompress } from '@countersign/replay';
import { isCompressionError } from '../compression/isCompressionError';
import { NODE_DECODERS } from '../compression/nodeDecoders';
import type { Table } from '../mapping/Mapping';
import { readCsvRows } from './readCsvRows';
import { readJsonRows } from './readJsonRows';
import { readJsonLinesRows } from './readJsonLinesRows';
import { readYamlRows } from './readYamlRows';
import { TableFault } from './TableFault';
import type { TableRow } from './TableRow';

/**
 * The rows of a table, one after the other. CSV, JSON Lines and JSON are streamed and hold one row; YAML
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
  const path = resolve(folder, table.file);
  const file = await openFile(table, path);
  if (!file) {
    return;
  }
  const bytes = decompress(counted(file, onBytes), NODE_DECODERS);
  try {
    switch (table.format) {
      case 'csv':
        yield* readCsvRows(bytes, table);
        return;
      case 'jsonl':
        yield* readJsonLinesRows(bytes, table);
        return;
      case 'json':
        yield* readJsonRows(bytes, table);
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

interface OpenedFile {
  readonly stream: Readable;
  readonly size: number;
}

/** `undefined` for a file that need not be there and is not. */
async function openFile(table: Table, path: string): Promise<OpenedFile | undefined> {
  try {
    const handle = await open(path);
    const { size } = await handle.stat();
    return { stream: handle.createReadStream({ highWaterMark: 256 * 1024 }), size };
  } catch (error) {
    if (table.optional && (error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
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
  { stream, size }: OpenedFile,
  onBytes?: (done: number, total: number) => void,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    yield piece;
    done += piece.length;
    onBytes?.(done, size);
  }
}
