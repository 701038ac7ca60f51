/** Something that this repository promises to agree with, and the check that it does. */
export interface Conformance {
  /** What it is, in one line. */
  readonly title: string;
  run(options: ConformanceOptions): ConformanceResult | Promise<ConformanceResult>;
}

export interface ConformanceOptions {
  /** How many random cases; each check has its own number. */
  readonly count?: number;
  readonly seed?: number;
}

export interface ConformanceResult {
  readonly holds: boolean;
  /** For a person: figures, and whatever does not hold. */
  readonly lines: readonly string[];
  /** The same as an object that JSON can hold. */
  readonly figures: object;
}
