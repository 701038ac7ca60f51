import { Worker } from 'worker_threads';
import type { WorkerMessage } from '../replay/protocol';
import type { WorkerPort } from '../replay/ReplayWorker';

/** Starts the replay on a thread of its own. */
export function startNodeWorker(script: string): WorkerPort {
  const worker = new Worker(script);
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: listener => worker.on('message', (message: WorkerMessage) => listener(message)),
    onExit: listener => {
      let reason = 'The replay ended unexpectedly.';
      worker.on('error', (error: NodeJS.ErrnoException) => {
        reason =
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? 'The recordings do not fit into memory. Load fewer of them.'
            : `The replay ended with an error: ${error.message}`;
      });
      worker.on('exit', () => listener(reason));
    },
    terminate: () => void worker.terminate(),
  };
}
