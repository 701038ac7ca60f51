import type { OutcomeReceipt, OutcomeReport } from '@countersign/client';
import { digestJson, Problem } from '@countersign/model';
import type { Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';

/** Takes what came of an execution. Reporting the same again changes nothing. */
export class OutcomeService {
  constructor(private readonly deps: { transact: Transact; callers: CallerAuth }) {}

  /** @throws Problem `not_found`, also for who is not its executor; `not_redeemed` */
  async report(caller: Caller, grantId: string, report: OutcomeReport): Promise<OutcomeReceipt> {
    return this.deps.transact(async tx => {
      const grant = await tx.lockGrant(grantId);
      if (!grant || !this.deps.callers.isExecutor(caller, grant.executor)) {
        throw new Problem('not_found', 'There is no grant of yours with this id.');
      }
      const at = await tx.now();
      const { executionId, status, detail } = report;
      const recorded = await tx.recordOutcome({
        grantId,
        executionId,
        status,
        at,
        detail,
        by: grant.executor,
      });
      if (recorded.result === 'refused') {
        throw recorded.because === 'conflict'
          ? new Problem('not_pending', 'Another outcome was reported for this execution before.')
          : new Problem(
              'not_redeemed',
              'This execution has not redeemed the grant, so there is no outcome to report.',
            );
      }
      if (recorded.result === 'recorded') {
        await record(tx, {
          type: 'grant.outcome',
          at,
          id: grantId,
          by: grant.executor,
          digests: {
            action: grant.actionDigest,
            outcome: digestJson({ status, at, detail }),
          },
          refs: { evaluation: grant.evaluationId },
          result: status,
        });
      }
      const { outcome } = recorded;
      return { grantId, executionId, status: outcome.status, at: outcome.at };
    });
  }
}
