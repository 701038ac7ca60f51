import { splitLines } from '@countersign/replay';
import type { Table } from '../mapping/Mapping';
import { cellsOf } from './cellsOf';
import type { TableRow } from './TableRow';

/** Rows of a JSON Lines file; the number is the line's. @throws TableFault for a missing column. */
export async function* readJsonLinesRows(
  bytes: AsyncIterable<Uint8Array>,
  table: Table,
): AsyncGenerator<TableRow> {
  for await (const line of splitLines(bytes)) {
    if ('fault' in line) {
      yield { number: line.number, fault: line.fault };
      continue;
    }
    if (line.text.trim() === '') {
      continue;
    }
    let item: unknown;
    try {
      item = JSON.parse(line.text);
    } catch {
      yield { number: line.number, fault: 'The line is not JSON', raw: line.text };
      continue;
    }
    yield cellsOf(item, line.number, table);
  }
}
