/** The cells of a row as the file has them, by the names of the mapping's columns. */
export type Cells = Record<string, string | readonly string[]>;

/** One row of a table, or a row that is none. Numbers are 1-based; in CSV the heading is row 1. */
export type TableRow =
  | { readonly number: number; readonly cells: Cells }
  | { readonly number: number; readonly fault: string; readonly raw?: string };
