/** A row that becomes no recording, and why. */
export class RowFault extends Error {
  constructor(
    message: string,
    /** 1-based; in CSV the heading is row 1. */
    readonly row: number,
    readonly file: string,
  ) {
    super(message);
    this.name = 'RowFault';
  }
}
