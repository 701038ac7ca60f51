import { countersignRequestReviewPermission } from '@countersign/backstage-plugin-countersign-common';
import { requestStateSchema, reviewRequestSchema } from '@countersign/client';
import { entityRefSchema } from '@countersign/model';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { Services } from '../Services';
import { requireIdempotencyKey } from './idempotencyKey';
import { readBody } from './readBody';
import { readQuery } from './readQuery';

const listSchema = z.strictObject({
  state: requestStateSchema.optional(),
  mine: z.enum(['true', 'false']).default('false'),
  target: entityRefSchema.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** `v1/requests`: the queue, a request, and people's answers. */
export function requestsRouter({ callers, requests, reviews }: Services) {
  const router = Router();

  router.get('/', async (request, response) => {
    const caller = await callers.caller(request);
    const { state, mine, target, cursor, limit } = readQuery(request, listSchema);
    const list = await requests.list(caller, {
      ...(state && { states: [state] }),
      mine: mine === 'true',
      target,
      cursor,
      limit,
    });
    response.json(list);
  });

  router.get('/:id', async (request, response) => {
    const caller = await callers.caller(request);
    const detail = await requests.detail(caller, request.params.id);
    response.setHeader('ETag', detail.etag);
    response.json(detail);
  });

  router.post('/:id/reviews', async (request, response) => {
    const person = callers.person(await callers.caller(request));
    await callers.require(person, countersignRequestReviewPermission);
    const key = requireIdempotencyKey(request);
    const review = await readBody(request, reviewRequestSchema);
    await reviews.review(person, request.params.id, review, key);
    const detail = await requests.detail(person, request.params.id);
    response.setHeader('ETag', detail.etag);
    response.json(detail);
  });

  return router;
}
