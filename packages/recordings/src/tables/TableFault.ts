/** Why a table as a whole cannot be read as the mapping says. The list is closed. */
export type TableFaultCode = 'missing_file' | 'missing_column' | 'malformed';

/**
 * A file that does not fit its mapping: nothing of it can be used until one of the two is mended.
 */
export class TableFault extends Error {
  constructor(
    readonly code: TableFaultCode,
    message: string,
    readonly table: string,
    readonly file: string,
    /** 1-based; in CSV the heading is row 1. */
    readonly row?: number,
    readonly column?: string,
  ) {
    super(message);
    this.name = 'TableFault';
  }
}
