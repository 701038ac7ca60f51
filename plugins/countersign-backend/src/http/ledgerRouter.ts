import { countersignLedgerReadPermission } from '@countersign/backstage-plugin-countersign-common';
import { Problem } from '@countersign/model';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { Services } from '../Services';
import { readQuery } from './readQuery';

const index = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const entriesSchema = z.strictObject({
  start: index.default(0),
  limit: z.coerce.number().int().min(1).max(256).default(100),
});
const proofSchema = z.strictObject({ index });

/** `v1/ledger`: checkpoint, entries and proofs, and the C2SP tiles that programs we did not write read. */
export function ledgerRouter({ callers, ledger }: Services) {
  const router = Router();

  router.use(async request => {
    await callers.require(await callers.caller(request), countersignLedgerReadPermission);
    return 'next';
  });

  router.get('/checkpoint', async (_request, response) => {
    response
      .type('text/plain; charset=utf-8')
      .setHeader('Cache-Control', 'no-cache')
      .send(await ledger.checkpoint());
  });

  router.get('/entries', async (request, response) => {
    const { start, limit } = readQuery(request, entriesSchema);
    response.json(await ledger.entries(start, limit));
  });

  router.get('/proof', async (request, response) => {
    response.json(await ledger.proof(readQuery(request, proofSchema).index));
  });

  router.get('/tile/*', async (request, response) => {
    const bytes = await ledger.tile(request.path.slice(1));
    if (!bytes) {
      throw new Problem('not_found', 'The ledger has no such tile under its newest checkpoint.');
    }
    response
      .type('application/octet-stream')
      .setHeader('Cache-Control', 'private, max-age=31536000, immutable')
      .send(Buffer.from(bytes));
  });

  return router;
}
