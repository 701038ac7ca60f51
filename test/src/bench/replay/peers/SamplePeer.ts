/** Another way to find the first of the 25 rules that holds, with its rows made ready. */
export interface SamplePeer {
  readonly name: string;
  /** How many rows {@link run} goes through. */
  readonly rows: number;
  /** For each row the position of the first rule that holds, or -1. */
  run(): Int8Array | Promise<Int8Array>;
}
