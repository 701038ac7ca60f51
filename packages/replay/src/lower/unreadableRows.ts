import type { JsonValue } from '@countersign/model';
import { toCel } from '@countersign/policy';
import { valueAt, type Column } from '../columns/Column';
import type { Columns } from '../columns/Columns';
import { PARAMETER_NAMES } from '../columns/partNames';

/** A JSON text that is shorter has fewer entries than conditions read. */
const SHORTEST = 1_000;
/** So many entries of one object conditions read. */
const MAX_NAMES = 1_000;

/**
 * The rows with a parameter that `toCel` refuses, ascending. It converts all parameters of an action at
 * once, so that such a one makes the reading of every other fail too.
 */
export function unreadableRows(columns: Columns): Uint32Array {
  const rows = new Set<number>();
  for (const [name, column] of columns.parts) {
    if (name.startsWith(PARAMETER_NAMES)) {
      addUnreadable(column, name === PARAMETER_NAMES, columns.rows, rows);
    }
  }
  return Uint32Array.from(rows).sort();
}

function addUnreadable(column: Column, isNames: boolean, count: number, rows: Set<number>): void {
  const fails = (value: JsonValue | undefined) =>
    isNames ? Array.isArray(value) && value.length > MAX_NAMES : !isReadable(value);
  if (column.kind === 'texts') {
    for (let row = 0; row < count; row++) {
      if (
        column.offsets[row + 1]! - column.offsets[row]! >= SHORTEST &&
        fails(valueAt(column, row))
      ) {
        rows.add(row);
      }
    }
  } else if (column.kind === 'dictionary') {
    const failing = new Set(column.values.flatMap((value, code) => (fails(value) ? [code] : [])));
    for (let row = 0; failing.size > 0 && row < count; row++) {
      if (failing.has(column.codes[row]!)) {
        rows.add(row);
      }
    }
  }
}

function isReadable(value: unknown): boolean {
  if (typeof value !== 'object') {
    return true;
  }
  try {
    toCel(value);
    return true;
  } catch {
    return false;
  }
}
