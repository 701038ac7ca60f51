import type { Column, Table } from '../mapping/Mapping';
import { missingColumn } from './readCsvRows';
import type { Cells, RowPlace, TableRow } from './TableRow';

/**
 * The cells of a JSON or YAML item. Scalars become texts as JSON prints them; a list or object in a
 * column of texts is a fault of the row, and so is a text where a list was promised.
 *
 * @throws TableFault when a column is not there.
 */
export function cellsOf(item: unknown, place: RowPlace, table: Table): TableRow {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return { ...place, fault: 'It is no object' };
  }
  const cells: Cells = {};
  for (const column of table.columns) {
    const value = valueAt(item as Record<string, unknown>, column);
    if (value === undefined || value === null) {
      if (!column.optional && value === undefined) {
        throw missingColumn(
          table,
          place.number,
          column.at,
          `It has: ${Object.keys(item).join(', ')}`,
        );
      }
      cells[column.name] = column.list ? [] : '';
      continue;
    }
    const cell = column.list ? texts(value) : text(value);
    if (cell === undefined) {
      return {
        ...place,
        fault: `"${column.at}" is ${column.list ? 'no list of texts' : 'a list or an object, not a text'}`,
      };
    }
    cells[column.name] = cell;
  }
  return { ...place, cells };
}

/** A member of that very name, or along the dots of it. */
function valueAt(item: Record<string, unknown>, { at }: Column): unknown {
  if (Object.hasOwn(item, at)) {
    return item[at];
  }
  let value: unknown = item;
  for (const part of at.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function text(value: unknown): string | undefined {
  return typeof value === 'object' ? undefined : String(value);
}

function texts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) {
    return undefined;
  }
  const items = value.map(text);
  return items.every(item => item !== undefined) ? items : undefined;
}
