import type { TaskResponse } from '../api/accessRequest';
import { pauses, sleep, type WaitOptions } from './polling';

/** What {@link waitForApproval} needs of a client. */
interface TaskReader {
  task(id: string, options?: { signal?: AbortSignal }): Promise<TaskResponse>;
}

/** Asks for a task until it is no longer pending. A status that is not known ends the wait: it is not approved. */
export async function waitForApproval(
  client: TaskReader,
  id: string,
  options: WaitOptions<TaskResponse> = {},
): Promise<TaskResponse> {
  const { signal, onProgress, firstPauseMs = 1000, longestPauseMs = 10_000 } = options;
  for (const pause of pauses(firstPauseMs, longestPauseMs)) {
    const answer = await client.task(id, { signal });
    if (answer.task.status !== 'pending') {
      return answer;
    }
    onProgress?.(answer);
    await sleep(pause, signal);
  }
  throw new Error('unreachable: pauses never end');
}
