import type { GrantView } from '../api/grant';
import { pauses, sleep, type WaitOptions } from './polling';

/** What {@link waitForGrant} needs of a client. */
interface GrantReader {
  grant(id: string, options?: { signal?: AbortSignal }): Promise<GrantView>;
}

/** Asks for a grant until the ledger has sealed its decision. */
export async function waitForGrant(
  client: GrantReader,
  id: string,
  options: WaitOptions<GrantView> = {},
): Promise<GrantView> {
  const { signal, onProgress, firstPauseMs = 100, longestPauseMs = 2000 } = options;
  for (const pause of pauses(firstPauseMs, longestPauseMs)) {
    const grant = await client.grant(id, { signal });
    if (grant.status !== 'grant_pending') {
      return grant;
    }
    onProgress?.(grant);
    await sleep(pause, signal);
  }
  throw new Error('unreachable: pauses never end');
}
