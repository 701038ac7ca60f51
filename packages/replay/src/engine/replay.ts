import { ColumnReplayEngine } from './ColumnReplayEngine';
import type { ReplayRequest } from './ReplayEngine';
import type { ReplayResult } from './ReplayResult';

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
  return engine.replay(request);
}

const engine = new ColumnReplayEngine();
