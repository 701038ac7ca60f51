import { createReadStream } from 'fs';
import { parentPort } from 'worker_threads';
import type { WorkerRequest } from '../replay/protocol';
import { serveReplay } from '../replay/serveReplay';

/** The worker's script in the Node build. */
serveReplay(
  {
    post: message => parentPort!.postMessage(message),
    onMessage: listener => parentPort!.on('message', (message: WorkerRequest) => listener(message)),
  },
  path => createReadStream(path, { highWaterMark: 1 << 20 }),
);
