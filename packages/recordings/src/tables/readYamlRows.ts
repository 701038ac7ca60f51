import { parseAllDocuments, type Document } from 'yaml';
import type { Table } from '../mapping/Mapping';
import { cellsOf } from './cellsOf';
import { TableFault } from './TableFault';
import type { TableRow } from './TableRow';

/** Largest YAML file in bytes; it is held whole. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Rows of a YAML file: the items of its one list, or one item for each document of a stream, as
 * Backstage's catalog files have it.
 *
 * @throws TableFault for broken YAML, a file beyond 64 MB, or a missing column.
 */
export async function* readYamlRows(
  bytes: AsyncIterable<Uint8Array>,
  table: Table,
): AsyncGenerator<TableRow> {
  const documents = parseAllDocuments(await readAll(bytes, table), { prettyErrors: false });
  let number = 0;
  for (const document of documents as Document[]) {
    const [error] = document.errors;
    if (error) {
      throw malformed(table, `it is no YAML at offset ${error.pos[0]}: ${error.message}`);
    }
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    for (const item of Array.isArray(value) ? value : [value]) {
      number++;
      if (item !== null) {
        yield* cellsOf(item, { number, raw: JSON.stringify(item) }, table);
      }
    }
  }
}

async function readAll(bytes: AsyncIterable<Uint8Array>, table: Table): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > MAX_BYTES) {
      throw malformed(table, `it is larger than ${MAX_BYTES} bytes; use CSV or JSON Lines`);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function malformed(table: Table, why: string): TableFault {
  return new TableFault(
    'malformed',
    `${table.file} cannot be read: ${why}.`,
    table.name,
    table.file,
  );
}
