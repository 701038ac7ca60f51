import { pipeline, Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { Table } from '../mapping/Mapping';
import { TableFault } from './TableFault';
import type { Cells, TableRow } from './TableRow';

/** What stands for bytes that are no UTF-8, here or wherever the file was converted. */
const REPLACEMENT = '\ufffd';

/** What the parser gives for each record. */
interface ParsedRecord {
  record: string[];
  raw: string;
  info: { lines: number };
}

/** Longest record in bytes; a quote that is never closed would otherwise swallow the file. */
const MAX_RECORD_BYTES = 1024 * 1024;

/**
 * Rows of a CSV file after RFC 4180 with a heading. A row that has more or fewer cells than the
 * heading is a fault of that row.
 *
 * @throws TableFault when the heading lacks a column, or quoting is broken: what follows a broken
 * quote cannot be told apart any more.
 */
export async function* readCsvRows(
  bytes: AsyncIterable<Uint8Array>,
  table: Table,
): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_RECORD_BYTES,
    info: true,
    raw: true,
  });
  // An error of either side is told to whoever iterates, and stops the other.
  const records: AsyncIterable<ParsedRecord> = pipeline(Readable.from(bytes), parser, () => {});
  let number = 0;
  let heading: string[] | undefined;
  let places: number[] = [];
  try {
    for await (const { record, raw, info } of records) {
      number++;
      if (!heading) {
        heading = record;
        places = table.columns.map(column => placeOf(column.at, record, table));
        continue;
      }
      const place = { number, line: info.lines, raw: raw.replace(/\r?\n$/, '') };
      if (raw.includes(REPLACEMENT)) {
        yield { ...place, fault: 'It is not UTF-8, or was broken when it was made UTF-8' };
        continue;
      }
      if (record.length !== heading.length) {
        yield {
          ...place,
          fault: `It has ${record.length} cells where the heading has ${heading.length}`,
        };
        continue;
      }
      const cells: Cells = {};
      for (let i = 0; i < places.length; i++) {
        cells[table.columns[i]!.name] = record[places[i]!] ?? '';
      }
      yield { ...place, cells };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')) {
      throw new TableFault(
        'malformed',
        `${table.file}, row ${number + 1}: ${error.message}. Nothing after it can be read.`,
        table.name,
        table.file,
        number + 1,
      );
    }
    throw error;
  }
  if (!heading) {
    throw new TableFault(
      'malformed',
      `${table.file} is empty: it has no heading.`,
      table.name,
      table.file,
      1,
    );
  }

  function placeOf(name: string, record: string[], { columns }: Table): number {
    const place = record.indexOf(name);
    if (place === -1 && !columns.find(column => column.at === name)?.optional) {
      throw missingColumn(table, 1, name, `It has: ${record.join(', ')}`);
    }
    return place;
  }
}

/** The fault of a row, or a heading, that lacks a column of the mapping. */
export function missingColumn(table: Table, row: number, column: string, hint: string): TableFault {
  return new TableFault(
    'missing_column',
    `${table.file}, row ${row}: the column "${column}" is missing. ${hint}. ` +
      'Mend the column in the mapping, or mark it optional.',
    table.name,
    table.file,
    row,
    column,
  );
}
