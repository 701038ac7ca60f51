import type { WorkerRequest } from '../replay/protocol';
import { serveReplay } from '../replay/serveReplay';

/** The worker's script in the web build. */
serveReplay(
  {
    post: message => self.postMessage(message),
    onMessage: listener =>
      self.addEventListener('message', (event: MessageEvent<WorkerRequest>) =>
        listener(event.data),
      ),
  },
  () => {
    throw new Error('This build of the extension cannot open files by their path.');
  },
);
