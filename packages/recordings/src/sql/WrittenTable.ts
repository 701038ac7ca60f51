/** A recording that was left out of a table, and why. */
export interface UnstorableFault {
  readonly id: string;
  /** One sentence without its full stop, and without the recording's content. */
  readonly message: string;
}

export interface WriteTableOptions {
  /** Called for each recording that no database holds as it is; it is left out. */
  onUnstorable?: (fault: UnstorableFault) => void;
}

/** What became of recordings that were written to a table. */
export interface WrittenTable {
  rows: number;
  /** How many were left out; an answer over the table says nothing of them. */
  unstorable: number;
}
