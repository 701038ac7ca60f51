/** What came of one hostile text in a process of its own. */
export interface HostileRun {
  readonly codes: readonly string[];
  /** How many findings there were. */
  readonly findings: number;
  /** By what was asked, in milliseconds of the processor's work. */
  readonly times: Readonly<Record<string, number>>;
  /** Most memory that the process had, the program itself included, in megabytes. */
  readonly memory: number;
}
