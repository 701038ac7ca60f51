/** The cells of a row as the file has them, by the names of the mapping's columns. */
export type Cells = Record<string, string | readonly string[]>;

/** One row of a table, or a row that is none. */
export type TableRow = RowPlace & ({ readonly cells: Cells } | { readonly fault: string });

/** Where a row stands in its file, and what stands there: enough to mend it and import it again. */
export interface RowPlace {
  /** 1-based; in CSV the heading is row 1. */
  readonly number: number;
  /** 1-based line in which it ends; absent in YAML. In CSV a quoted cell may span several. */
  readonly line?: number;
  /** The row as the file has it, without its line end; bytes where they are no UTF-8. */
  readonly raw?: string | Uint8Array;
}
