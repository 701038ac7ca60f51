import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/** The first Ctrl-C or SIGTERM asks the work to stop; a second ends the program at once. */
export interface Interruption {
  /** Aborted with a {@link CliFault} that says which signal came. */
  readonly signal: AbortSignal;
  /** Hands signals back to Node. */
  stop(): void;
}

/** Listens for Ctrl-C and SIGTERM while long work runs. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController();
  const listeners = (
    [
      ['SIGINT', ExitCode.interrupted],
      ['SIGTERM', ExitCode.terminated],
    ] as const
  ).map(([name, code]) => {
    const listener = () => {
      if (controller.signal.aborted) {
        process.exit(code);
      }
      controller.abort(new CliFault(code, 'Interrupted.'));
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return { signal: controller.signal, stop: () => listeners.forEach(stop => stop()) };
}
