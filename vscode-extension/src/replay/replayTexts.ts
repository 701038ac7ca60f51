import { summarise } from '@countersign/language-service';
import {
  checkPolicySet,
  createPolicySet,
  parsePolicy,
  type ParsedPolicy,
  type PolicySet,
} from '@countersign/policy';
import { replay, type RecordingSet } from '@countersign/replay';
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
  head: PolicyText[],
  base: PolicyText[] | undefined,
  options: ReplayOptions,
): Promise<ReplayAnswer> {
  const headSet = compile(head);
  if (typeof headSet === 'string') {
    return { kind: 'not_replayable', reason: headSet };
  }
  const baseSet = base && compile(base);
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

/** The set, or the first reason why there is none. */
function compile(texts: PolicyText[]): PolicySet | string {
  const parsed = texts.map(({ uri, text }) => parsePolicy(text, uri));
  const broken = parsed.find(each => !each.policy);
  if (broken) {
    return `${fileName(broken)} has an error: ${firstError(broken)}`;
  }
  const fault = checkPolicySet(parsed).find(each => each.diagnostic.severity === 'error');
  if (fault) {
    return fault.diagnostic.message;
  }
  return createPolicySet(parsed.map(each => each.policy!));
}

function firstError(parsed: ParsedPolicy): string {
  return (
    parsed.diagnostics.find(each => each.severity === 'error')?.message ?? 'it cannot be read.'
  );
}

function fileName(parsed: ParsedPolicy): string {
  return decodeURIComponent(parsed.uri.slice(parsed.uri.lastIndexOf('/') + 1));
}
