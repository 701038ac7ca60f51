/** Keeps long work from holding the event loop. */
export interface Pacer {
  /** Whether the slice is used up. Costs one reading of the clock every 16 calls. */
  due(): boolean;
  /**
   * Lets everything else run, then begins a new slice.
   *
   * @throws the signal's reason once it is aborted.
   */
  pause(): Promise<void>;
}

/** Milliseconds of work at a stretch: half a frame of a 60 Hz screen. */
export const SLICE_MILLISECONDS = 8;

const CALLS_PER_LOOK = 16;

/** Creates a {@link Pacer} whose slices are {@link SLICE_MILLISECONDS} long unless told otherwise. */
export function createPacer(signal?: AbortSignal, sliceMilliseconds = SLICE_MILLISECONDS): Pacer {
  signal?.throwIfAborted();
  let began = performance.now();
  let calls = 0;
  return {
    due() {
      calls = (calls + 1) % CALLS_PER_LOOK;
      return calls === 0 && performance.now() - began >= sliceMilliseconds;
    },
    async pause() {
      await macrotask();
      signal?.throwIfAborted();
      began = performance.now();
    },
  };
}

/**
 * Resolves in a later task of the event loop. `setTimeout` is the last choice, because browsers
 * stretch nested ones to 4 ms, which would cost a third of all the time.
 */
function macrotask(): Promise<void> {
  const { setImmediate, MessageChannel } = globalThis as {
    setImmediate?: (run: () => void) => void;
    MessageChannel?: typeof globalThis.MessageChannel;
  };
  return new Promise(resolve => {
    if (setImmediate) {
      setImmediate(resolve);
    } else if (MessageChannel) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    } else {
      setTimeout(resolve, 0);
    }
  });
}
