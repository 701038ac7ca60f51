/** A set, or policies, for which asking once for many rows does not pay: all rows are asked about. */
export class UnlowerableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnlowerableError';
  }
}
