import type { LoggerService } from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import type { Services } from '../Services';
import { accessRouter } from './accessRouter';
import { grantsRouter } from './grantsRouter';
import { ledgerRouter } from './ledgerRouter';
import { notFound, problemMiddleware } from './problems';
import { readingRouter } from './readingRouter';
import { requestsRouter } from './requestsRouter';

/**
 * Everything under `/api/countersign`. Backstage's own check of credentials is switched off for the
 * plugin, so that a caller without any gets a problem document; each route asks `callers` first,
 * and only the keys and the health check do not.
 */
export function createRouter(services: Services, logger: LoggerService) {
  const router = Router();
  router.use('/access/v1', accessRouter(services, logger));
  router.use('/v1/requests', requestsRouter(services));
  router.use('/v1/grants', grantsRouter(services));
  router.use('/v1/ledger', ledgerRouter(services));
  router.use('/v1', readingRouter(services));
  router.use(notFound);
  router.use(problemMiddleware({ logger }));
  return router;
}
