/** How a wait goes on. */
export interface WaitOptions<T> {
  signal?: AbortSignal;
  /** Told of each answer that does not end the wait. */
  onProgress?: (answer: T) => void;
  /** First pause in milliseconds. */
  firstPauseMs?: number;
  /** Longest pause in milliseconds. */
  longestPauseMs?: number;
}

/**
 * The pauses of a poll: each half as long again as the one before, up to the longest, and each
 * spread by a quarter so that many waiting agents do not ask in step (ARAP, "Task Status Endpoint").
 */
export function* pauses(firstMs: number, longestMs: number): Generator<number, never, undefined> {
  for (let pause = firstMs; ; pause = Math.min(pause * 1.5, longestMs)) {
    yield pause * (0.75 + Math.random() / 2);
  }
}

/** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = () => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
}
