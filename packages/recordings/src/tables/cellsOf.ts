import type { Table } from '../mapping/Mapping';
import { missingColumn } from './readCsvRows';
import type { Cells, RowPlace, TableRow } from './TableRow';

/**
 * The rows of a JSON or YAML item: itself, or one for each member of the list that the table's `each`
 * names. An item without that list has none.
 *
 * @throws TableFault when a column is not there.
 */
export function* cellsOf(item: unknown, place: RowPlace, table: Table): Generator<TableRow> {
  const { each } = table;
  if (!each || !isObject(item)) {
    yield rowOf(item, place, table);
    return;
  }
  const list = valueAt(item, each.list, false) ?? [];
  if (!Array.isArray(list)) {
    yield { ...place, fault: `"${each.list}" is no list` };
    return;
  }
  for (const member of list as unknown[]) {
    yield rowOf({ ...item, [each.as]: member }, place, table);
  }
}

/**
 * The cells of a JSON or YAML item. Scalars become texts as JSON prints them; a list or object in a
 * column of texts is a fault of the row, and so is a text where a list was promised.
 *
 * @throws TableFault when a column is not there.
 */
function rowOf(item: unknown, place: RowPlace, table: Table): TableRow {
  if (!isObject(item)) {
    return { ...place, fault: 'It is no object' };
  }
  const cells: Cells = {};
  for (const column of table.columns) {
    const value = valueAt(item, column.at, column.list);
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

/**
 * The member of that very name, or along its dots; a name may have dots itself, as annotations do. Where
 * a list is wanted, a list on the way gives what each of its members has there.
 */
function valueAt(value: unknown, at: string, list: boolean): unknown {
  if (list && Array.isArray(value)) {
    return value
      .map(member => valueAt(member, at, list))
      .filter(found => found !== undefined && found !== null)
      .flat();
  }
  if (!isObject(value)) {
    return undefined;
  }
  if (Object.hasOwn(value, at)) {
    return value[at];
  }
  const dot = at.indexOf('.');
  const name = at.slice(0, dot);
  return dot > 0 && Object.hasOwn(value, name)
    ? valueAt(value[name], at.slice(dot + 1), list)
    : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
