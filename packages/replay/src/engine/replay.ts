import { ColumnReplayEngine } from './ColumnReplayEngine';
import type { ReplayRequest } from './ReplayEngine';
import type { ReplayResult } from './ReplayResult';
import { ScalarReplayEngine } from './ScalarReplayEngine';

/**
 * Decides every recording of a set anew and counts what differs. The same input gives the same
 * result, everywhere and always.
 *
 * What it finds out about a set is kept as long as the set is, so that the next replay of it only
 * looks at what is new in the policies. Use a {@link ColumnReplayEngine} of your own to end that
 * earlier.
 *
 * @throws the signal's reason once it is aborted.
 */
export function replay(request: ReplayRequest): Promise<ReplayResult> {
  const { isColumnar, recordings } = request.set;
  return (isColumnar || recordings.length >= WORTH_COLUMNS ? fast : plain).replay(request);
}

/** Fewer recordings are decided one by one before columns of them are built. */
const WORTH_COLUMNS = 1_000;
const fast = new ColumnReplayEngine();
const plain = new ScalarReplayEngine();
