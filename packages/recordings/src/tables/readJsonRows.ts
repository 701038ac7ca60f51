import type { Table } from '../mapping/Mapping';
import { cellsOf } from './cellsOf';
import { JsonShapeFault, splitJsonItems } from './splitJsonItems';
import { TableFault } from './TableFault';
import type { TableRow } from './TableRow';

/**
 * Rows of a JSON file: the items of the list at the table's `items`, or of a list that is the whole file.
 * Several documents may follow one another, as concatenated files and paged exports have it. The number
 * is the item's.
 *
 * @throws TableFault for JSON of another shape, or a missing column.
 */
export async function* readJsonRows(
  bytes: AsyncIterable<Uint8Array>,
  table: Table,
): AsyncGenerator<TableRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  try {
    for await (const item of splitJsonItems(bytes, table.items)) {
      number++;
      if (!item.bytes) {
        yield { number, fault: 'It is longer than 1 MB' };
        continue;
      }
      const text = decoded(decoder, item.bytes);
      if (text === undefined) {
        yield { number, fault: 'It is not UTF-8', raw: item.bytes };
        continue;
      }
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        yield { number, fault: 'It is not JSON', raw: text };
        continue;
      }
      yield* cellsOf(value, { number, raw: text }, table);
    }
  } catch (error) {
    throw error instanceof JsonShapeFault
      ? new TableFault(
          'malformed',
          `${table.file} cannot be read: after item ${number}, ${error.message}.`,
          table.name,
          table.file,
        )
      : error;
  }
}

function decoded(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
