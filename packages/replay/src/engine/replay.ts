import type { ReplayRequest } from './ReplayEngine';
import type { ReplayResult } from './ReplayResult';
import { ScalarReplayEngine } from './ScalarReplayEngine';

/**
 * Decides every recording of a set anew and counts what differs. The same input gives the same
 * result, everywhere and always.
 *
 * @throws the signal's reason once it is aborted.
 */
export function replay(request: ReplayRequest): Promise<ReplayResult> {
  return new ScalarReplayEngine().replay(request);
}
