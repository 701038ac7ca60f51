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
      yield {
        number: line.number,
        line: line.number,
        fault: line.fault,
        ...(line.bytes && { raw: line.bytes }),
      };
      continue;
    }
    if (line.text.trim() === '') {
      continue;
    }
    const place = { number: line.number, line: line.number, raw: line.text };
    let item: unknown;
    try {
      item = JSON.parse(line.text);
    } catch {
      yield { ...place, fault: 'The line is not JSON' };
      continue;
    }
    yield* cellsOf(item, place, table);
  }
}
