import { CountersignError, CountersignUnreachable } from '@countersign/client';
import type { RecordingSet } from '@countersign/replay';
import { loadRecordings } from './loadRecordings';
import type { OpenFile } from './loadRecordings';
import type { Port, WorkerMessage, WorkerRequest } from './protocol';
import { PolicyCompiler } from './PolicyCompiler';
import { replayTexts } from './replayTexts';

/** Milliseconds between two reports: an editor that hears of more falls behind in drawing them. */
const PROGRESS_INTERVAL = 100;

/**
 * The worker's side of the protocol. It alone holds recordings and evaluates conditions, so that
 * neither ever runs on the extension host's main thread. Reading and replaying yield every few
 * milliseconds, which is when a `cancel` gets through.
 */
export function serveReplay(port: Port<WorkerMessage, WorkerRequest>, openFile: OpenFile): void {
  const running = new Map<number, AbortController>();
  const compiler = new PolicyCompiler();
  let recordings: RecordingSet | undefined;

  async function answer(request: Exclude<WorkerRequest, { kind: 'cancel' }>, signal: AbortSignal) {
    const { id } = request;
    const onProgress = atMostEvery(PROGRESS_INTERVAL, (done: number, total?: number) =>
      port.post({ id, kind: 'progress', done, total }),
    );
    switch (request.kind) {
      case 'load': {
        const loaded = await loadRecordings(request.source, openFile, { signal, onProgress });
        recordings = loaded.set;
        return loaded.report;
      }
      case 'unload':
        recordings = undefined;
        return null;
      case 'replay':
        return recordings
          ? replayTexts(recordings, compiler, request.head, request.base, { signal, onProgress })
          : { kind: 'not_replayable' as const, reason: 'No recordings are loaded.' };
    }
  }

  port.onMessage(request => {
    if (request.kind === 'cancel') {
      running.get(request.id)?.abort();
      return;
    }
    const { id } = request;
    const controller = new AbortController();
    running.set(id, controller);
    answer(request, controller.signal)
      .then(
        value => port.post({ id, kind: 'done', value }),
        (error: unknown) =>
          port.post({
            id,
            kind: 'failed',
            message: explainFailure(error),
            cancelled: controller.signal.aborted,
          }),
      )
      .finally(() => running.delete(id));
  });
}

function explainFailure(error: unknown): string {
  if (error instanceof CountersignUnreachable) {
    return `${error.message} Check the address in the setting "countersign.portal.url" and whether the portal is running.`;
  }
  if (error instanceof CountersignError) {
    return error.status === 401
      ? 'The portal does not accept the token: it may have expired. Set a new one with "Countersign: Set portal token…".'
      : error.message;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Lets the first call through, and after that no two that are closer than the interval. */
function atMostEvery<Args extends unknown[]>(
  milliseconds: number,
  call: (...args: Args) => void,
): (...args: Args) => void {
  let last = -Infinity;
  return (...args) => {
    const now = performance.now();
    if (now - last >= milliseconds) {
      last = now;
      call(...args);
    }
  };
}
