import {
  countersignPolicyReadPermission,
  countersignRecordingsExportPermission,
} from '@countersign/backstage-plugin-countersign-common';
import { instantSchema } from '@countersign/model';
import Router from 'express-promise-router';
import { z } from 'zod';
import { listPolicies } from '../policies/listPolicies';
import { streamRecordings } from '../recordings/streamRecordings';
import type { Services } from '../Services';
import { readQuery } from './readQuery';

const recordingsSchema = z.strictObject({ since: instantSchema.optional() });

/** What there is to read under `v1`: policies, recordings, status, and the public keys and health. */
export function readingRouter(services: Services) {
  const { callers, store, policies, status, keys } = services;
  const router = Router();

  router.get('/policies', async (request, response) => {
    await callers.require(await callers.caller(request), countersignPolicyReadPermission);
    response.json(listPolicies(await policies.current(store)));
  });

  router.get('/recordings', async (request, response) => {
    await callers.require(await callers.caller(request), countersignRecordingsExportPermission);
    const { since } = readQuery(request, recordingsSchema);
    await streamRecordings(store, since, response);
  });

  router.get('/status', async (request, response) => {
    response.json(await status.status(await callers.caller(request)));
  });

  // These two are for everyone: verifying a grant needs no account, and probes have none.
  router.get('/jwks', async (_request, response) => {
    response.setHeader('Cache-Control', 'public, max-age=300');
    response.json(keys.jwks);
  });
  router.get('/health', async (_request, response) => {
    const health = await status.health();
    response.status(health.status === 'ok' ? 200 : 503).json(health);
  });

  return router;
}
