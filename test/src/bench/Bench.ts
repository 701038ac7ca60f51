/** Something whose speed is measured, with what must hold for the figures to mean anything. */
export interface Bench {
  /** What it is, in one line. */
  readonly title: string;
  run(options: BenchOptions): BenchResult | Promise<BenchResult>;
}

export interface BenchOptions {
  /** Rounds of each measurement; odd, 5 at least. */
  readonly rounds?: number;
  /** How much there is to measure on; each measurement has its own number. */
  readonly count?: number;
}

export interface BenchResult {
  /** Whether what it checks holds: that peers answer alike, for example. Speed is no part of it. */
  readonly holds: boolean;
  /** For a person: figures, and whatever does not hold. */
  readonly lines: readonly string[];
  readonly goals: readonly Goal[];
  /** The same as an object that JSON can hold. */
  readonly figures: object;
}

/** A measured time beside what it should be. Times are in milliseconds. */
export interface Goal {
  readonly name: string;
  readonly measured: number;
  readonly goal: number;
}

/** Whether a time is within its goal. */
export function isReached({ measured, goal }: Goal): boolean {
  return measured <= goal;
}
