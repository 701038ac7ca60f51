import { createPacer } from '@countersign/replay';
import type { JoinRule, Mapping, Table } from '../mapping/Mapping';
import { openTable } from '../tables/openTable';
import type { Cells, TableRow } from '../tables/TableRow';
import { holds, instantOf, MemberFault, textOf } from './evaluateMember';

/** The rows that recordings look up in other tables. */
export interface JoinedRows {
  /** Sets each join's name to the row that was found. @throws MemberFault when a key cannot be had. */
  bind(values: Record<string, unknown>): void;
}

/**
 * Reads what a mapping joins. A table is read once, however many joins walk it; one row is held for each
 * key and join.
 *
 * @param onFault - Hears of rows that cannot be used, with the reason.
 * @throws TableFault when a file does not fit the mapping.
 */
export async function readJoins(
  mapping: Mapping,
  folder: string,
  onFault: (table: Table, row: TableRow, reason: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<JoinedRows> {
  const { joins, table: main } = mapping.recordings;
  const indexes = joins.map(join => new JoinIndex(join));
  for (const table of new Set(joins.map(join => join.table))) {
    const here = indexes.filter(({ join }) => join.table === table);
    const pacer = createPacer(signal);
    for await (const row of openTable(table, folder)) {
      if (pacer.due()) {
        await pacer.pause();
      }
      if ('fault' in row) {
        // Of the recordings' own table, those who read it next report it.
        if (table !== main) {
          await onFault(table, row, row.fault);
        }
        continue;
      }
      try {
        here.forEach(index => index.add(row.cells));
      } catch (error) {
        if (!(error instanceof MemberFault)) {
          throw error;
        }
        await onFault(table, row, error.message);
      }
    }
  }
  return {
    bind(values) {
      for (const index of indexes) {
        values[index.join.name] = index.find(values);
      }
    },
  };
}

class JoinIndex {
  private readonly rows = new Map<string, { cells: Cells; order: number }>();

  constructor(readonly join: JoinRule) {}

  add(cells: Cells): void {
    const { table, when, key, order, keep } = this.join;
    const values = { row: Object.assign(new table.Row(), cells) };
    if (!holds(when, values)) {
      return;
    }
    const name = textOf(key, values);
    if (name === undefined) {
      return;
    }
    const instant = order && instantOf(order, values);
    const place = instant === undefined ? 0 : Date.parse(instant);
    const earlier = this.rows.get(name);
    // With no order, or the same, the row that stands first or last in the file is kept.
    if (!earlier || (keep === 'first' ? place < earlier.order : place >= earlier.order)) {
      this.rows.set(name, { cells, order: place });
    }
  }

  find(values: object): object {
    const key = textOf(this.join.equals, values);
    const row = key === undefined ? undefined : this.rows.get(key);
    const joined = new this.join.Joined();
    return row ? Object.assign(joined, row.cells, { found: true }) : joined;
  }
}
