import type { ReplayResult } from '@countersign/replay';

/** A replay without its rows: small enough to be sent from a worker on every keystroke. */
export interface ReplaySummary extends Omit<ReplayResult, 'rows'> {
  /**
   * What the head was compared with: the saved files, or nothing, when nothing is edited or the
   * saved files could not be read. Without a comparison only what the head decides is meaningful.
   */
  readonly comparedWith: 'saved' | 'nothing';
}

/** The summary of a result. */
export function summarise(
  result: ReplayResult,
  comparedWith: ReplaySummary['comparedWith'],
): ReplaySummary {
  const { rows: _rows, ...rest } = result;
  return { ...rest, comparedWith };
}
