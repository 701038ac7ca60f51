import type { Knex } from 'knex';
import { dialectOf } from '../Executor';

/**
 * Column types that behave alike on PostgreSQL and SQLite.
 *
 * Instants are text of fixed width in UTC, `2026-11-22T16:09:00.000Z`: that is how the model, the
 * HTTP interface and the ledger write them, it needs no conversion in which a time zone or a
 * microsecond could be lost, and it sorts by time. On PostgreSQL text that is compared gets the
 * collation "C": the database's own would order it by a language's rules, differently on each
 * server and in memory, and could not use the index for a range.
 */
export function columnTypes(knex: Knex) {
  const text = (length: number) =>
    dialectOf(knex) === 'postgres' ? `varchar(${length}) collate "C"` : `varchar(${length})`;
  return {
    /** An id, a reference, a state: compared and ordered, at most 256 characters. */
    key: (table: Knex.TableBuilder, name: string) => table.specificType(name, text(256)),
    instant: (table: Knex.TableBuilder, name: string) => table.specificType(name, text(24)),
    digest: (table: Knex.TableBuilder, name: string) => table.specificType(name, text(71)),
  };
}
