import { accessRequestSchema, evaluationRequestSchema } from '@countersign/client';
import type { LoggerService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { Services } from '../Services';
import { arapProblem } from './arapProblems';
import { idempotencyKey } from './idempotencyKey';
import { notFound, problemMiddleware } from './problems';
import { readBody, readOptionalBody } from './readBody';

/** Seconds after which an agent may ask again how its request stands. */
const RETRY_AFTER = 1;

const cancellationSchema = z.object({
  reason: z.string().max(256).optional(),
  comment: z.string().max(4000).optional(),
});

/** `access/v1`: the standard's endpoints, where members that it does not know are ignored. */
export function accessRouter(services: Services, logger: LoggerService) {
  const { callers, evaluations, submissions, tasks, cancellations } = services;
  const router = Router();

  router.use((request, response, next) => {
    // AuthZEN, section 10.1.4: the caller's own id of a request comes back with the answer.
    const id = request.headers['x-request-id'];
    if (typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id)) {
      response.setHeader('X-Request-ID', id);
    }
    next();
  });

  router.post('/evaluation', async (request, response) => {
    const caller = await callers.caller(request);
    const question = await readBody(request, evaluationRequestSchema);
    response.json(await evaluations.evaluate(caller, question));
  });

  router.post('/requests', async (request, response) => {
    const caller = await callers.caller(request);
    const submission = await readBody(request, accessRequestSchema);
    const id = await submissions.submit(caller, submission, idempotencyKey(request));
    const task = await tasks.read(caller, id);
    response.status(202).location(task.task.status_endpoint).json(task);
  });

  router.get('/requests/:id', async (request, response) => {
    const caller = await callers.caller(request);
    const task = await tasks.read(caller, request.params.id);
    if (task.task.status === 'pending') {
      response.setHeader('Retry-After', String(RETRY_AFTER));
    }
    response.json(task);
  });

  router.post('/requests/:id/cancel', async (request, response) => {
    const caller = await callers.caller(request);
    await readOptionalBody(request, cancellationSchema);
    await cancellations.cancel(caller, request.params.id);
    response.json(await tasks.read(caller, request.params.id));
  });

  router.use(notFound);
  router.use(problemMiddleware({ logger, translate: arapProblem }));
  return router;
}
