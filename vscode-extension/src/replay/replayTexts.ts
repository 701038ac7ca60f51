import { summarise } from '@countersign/language-service';
import { replay, type RecordingSet } from '@countersign/replay';
import type { PolicyCompiler } from './PolicyCompiler';
import type { PolicyText, ReplayAnswer } from './protocol';

interface ReplayOptions {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/**
 * Replays the recordings under the policies as they stand in the editor and, where `base` is
 * given, as they are saved. A base that cannot be read is left out and named in the answer.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function replayTexts(
  recordings: RecordingSet,
  compiler: PolicyCompiler,
  head: PolicyText[],
  base: PolicyText[] | undefined,
  options: ReplayOptions,
): Promise<ReplayAnswer> {
  const headSet = compiler.compile(head);
  if (typeof headSet === 'string') {
    return { kind: 'not_replayable', reason: headSet };
  }
  const baseSet = base && compiler.compile(base);
  compiler.forgetOthers([...head, ...(base ?? [])]);
  const comparable = typeof baseSet === 'object' ? baseSet : undefined;
  const result = await replay({
    set: recordings,
    head: headSet,
    ...(comparable && { base: comparable }),
    ...options,
  });
  return {
    kind: 'summary',
    summary: summarise(result, comparable ? 'saved' : 'nothing'),
    ...(typeof baseSet === 'string' && { baseFault: baseSet }),
  };
}
