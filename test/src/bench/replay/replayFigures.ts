import type { Measurement } from '../measure';

/** What `npm run bench -- replay --json` says; times in milliseconds. */
export interface ReplayFigures {
  /** Actions of the largest set, on which everything but `growth` is measured. */
  readonly count: number;
  readonly ours: readonly OurFigures[];
  /** Reading and checking the edited policy, without replaying: a part of each edit. */
  readonly parse: Measurement;
  readonly load: Measurement;
  readonly cacheBytes: number;
  readonly importing: ScaledMeasurement;
  readonly memory: MemoryFigures;
  readonly peers: readonly ScaledMeasurement[];
  /** The same replays over smaller sets. */
  readonly growth: readonly GrowthFigures[];
  readonly differences: readonly string[];
}

/** Replays with one kind of kernels. */
export interface OurFigures {
  readonly kernels: string;
  /** The very first replay with these kernels in the process; measured once. */
  readonly coldest: number;
  /** By an engine that has kept nothing yet. */
  readonly first: Measurement;
  /** By an engine that has replayed the same before. */
  readonly warm: Measurement;
  /** A threshold is edited: reading, checking, and replaying beside the policies before. */
  readonly edit: Measurement;
}

/** A measurement of some rows, and the time that as many as are in the set would take. */
export interface ScaledMeasurement extends Measurement {
  readonly rows: number;
  readonly scaled: number;
}

/** Bytes. */
export interface MemoryFigures {
  /** Typed arrays of the columns. */
  readonly columns: number;
  /** By how much the process grew with the columns. */
  readonly processAfterColumns: number;
  /** … and with the first replay, which keeps bitmaps. */
  readonly processAfterReplay: number;
}

export interface GrowthFigures {
  readonly count: number;
  readonly first: number;
  readonly warm: number;
  readonly edit: number;
}
