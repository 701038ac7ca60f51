import { Uri, workspace } from 'vscode';
import type { WorkerMessage } from '../replay/protocol';
import type { WorkerPort } from '../replay/ReplayWorker';

/**
 * Starts the replay in a web worker. The script is read and handed over as a blob, because a worker
 * may only be started from its page's own origin and an extension often lies on another.
 */
export async function startWebWorker(extension: Uri): Promise<WorkerPort> {
  const script = await workspace.fs.readFile(
    Uri.joinPath(extension, 'dist', 'web', 'replayWorker.js'),
  );
  const blob = new Blob([script as Uint8Array<ArrayBuffer>], { type: 'text/javascript' });
  const url = URL.createObjectURL(blob);
  const worker = new Worker(url);
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: listener =>
      worker.addEventListener('message', (event: MessageEvent<WorkerMessage>) =>
        listener(event.data),
      ),
    onExit: listener =>
      worker.addEventListener('error', event => {
        worker.terminate();
        listener(`The replay ended with an error: ${event.message}`);
      }),
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
