import type { Recording } from '@countersign/model';

/** Recordings in their order. An array is one; so is a view that rebuilds each when it is asked for. */
export interface Recordings extends Iterable<Recording> {
  readonly length: number;
  at(index: number): Recording | undefined;
}
