import { once } from 'node:events';
import type { StoreReads } from '@countersign/store';
import type { Response } from 'express';

const PAGE = 200;

/**
 * Writes every recording as a line of JSON, oldest first, a page at a time and no faster than the
 * reader takes them. A failure on the way breaks the connection, so that a part is not taken for
 * the whole.
 */
export async function streamRecordings(
  reads: StoreReads,
  since: string | undefined,
  response: Response,
): Promise<void> {
  let page = await reads.recordings({ since, limit: PAGE });
  response.status(200).type('application/jsonl');
  for (;;) {
    const lines = page.items.map(row => `${JSON.stringify(row.recording)}\n`).join('');
    if (response.destroyed) {
      return;
    }
    if (lines && !response.write(lines)) {
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    if (page.nextCursor === undefined) {
      response.end();
      return;
    }
    page = await reads.recordings({ since, cursor: page.nextCursor, limit: PAGE });
  }
}
