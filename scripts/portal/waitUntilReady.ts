/**
 * Asks an address until it answers with success.
 *
 * @throws Error with `describe()`'s text when `abandoned` says so or after `seconds`.
 */
export async function waitUntilReady(
  url: string,
  options: { seconds: number; abandoned: () => string | undefined },
): Promise<void> {
  const end = Date.now() + options.seconds * 1000;
  for (;;) {
    const fault = options.abandoned();
    if (fault !== undefined) {
      throw new Error(fault);
    }
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) {
      return;
    }
    if (Date.now() > end) {
      throw new Error(`${url} did not answer within ${options.seconds} s`);
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}
