import { ProgressLocation, window } from 'vscode';

/** Milliseconds after which people want to know that something is going on. */
const PATIENCE = 800;

/**
 * Runs work, and when it takes longer than a moment shows a notification with a button that gives
 * it up. What is quick flashes nothing.
 */
export async function showSlowProgress<T>(
  title: string,
  controller: AbortController,
  work: (say: (message: string) => void) => Promise<T>,
): Promise<T> {
  let say = (_message: string) => {};
  const running = work(message => say(message));
  const quick = await Promise.race([
    running.then(
      () => true,
      () => true,
    ),
    new Promise<boolean>(done => setTimeout(() => done(false), PATIENCE)),
  ]);
  if (!quick) {
    await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (progress, cancellation) => {
        say = message => progress.report({ message });
        cancellation.onCancellationRequested(() => controller.abort());
        await running.catch(() => undefined);
      },
    );
  }
  return running;
}
