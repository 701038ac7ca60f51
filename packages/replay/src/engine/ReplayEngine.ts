import type { PolicySet } from '@countersign/policy';
import type { RecordingSet } from '../RecordingSet';
import type { ReplayResult } from './ReplayResult';

/** What is to be replayed. */
export interface ReplayRequest {
  set: RecordingSet;
  /** What the head is compared with. Without it, each recording's own `decided` is the base. */
  base?: PolicySet;
  head: PolicySet;
  signal?: AbortSignal;
  /** Called every few milliseconds, and once at the end with `done` equal to `total`. */
  onProgress?: (done: number, total: number) => void;
}

/**
 * Something that replays. Whatever it does to be fast, its result is that of
 * {@link ScalarReplayEngine}, which asks the plain evaluator about every recording.
 */
export interface ReplayEngine {
  /** @throws the signal's reason once it is aborted; nothing else. */
  replay(request: ReplayRequest): Promise<ReplayResult>;
}
