import { outcomeReportSchema, redemptionRequestSchema } from '@countersign/client';
import Router from 'express-promise-router';
import type { Services } from '../Services';
import { readBody } from './readBody';

/** `v1/grants`: fetch, redeem, report. The execution id makes both writes safe to repeat. */
export function grantsRouter({ callers, grants, redemptions, outcomes }: Services) {
  const router = Router();

  router.get('/:id', async (request, response) => {
    const caller = await callers.caller(request);
    const grant = await grants.view(caller, request.params.id);
    response.setHeader('Cache-Control', 'no-store');
    response.json(grant);
  });

  router.post('/:id/redemptions', async (request, response) => {
    const caller = await callers.caller(request);
    const redemption = await readBody(request, redemptionRequestSchema);
    response.json(await redemptions.redeem(caller, request.params.id, redemption));
  });

  router.post('/:id/outcome', async (request, response) => {
    const caller = await callers.caller(request);
    const report = await readBody(request, outcomeReportSchema);
    response.json(await outcomes.report(caller, request.params.id, report));
  });

  return router;
}
