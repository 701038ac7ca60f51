import { Problem } from '@countersign/model';
import type { CountersignStore } from '@countersign/store';
import { callerName, type Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';
import { expireRequest } from './expireRequest';

/** Takes back what an agent has asked. ARAP, "Cancellation". */
export class CancellationService {
  constructor(
    private readonly deps: { store: CountersignStore; transact: Transact; callers: CallerAuth },
  ) {}

  /** @throws Problem `not_found` for who is not the requester, `not_pending` */
  async cancel(caller: Caller, requestId: string): Promise<void> {
    await expireRequest(this.deps.store, this.deps.transact, requestId);
    await this.deps.transact(async tx => {
      const request = await tx.lockRequest(requestId);
      if (!request || !this.deps.callers.isAgent(caller, request.agent)) {
        throw new Problem('not_found', 'There is no request of yours with this id.');
      }
      const at = await tx.now();
      const moved = await tx.moveRequest({
        requestId,
        event: 'cancel',
        at,
        by: callerName(caller),
      });
      if (!moved) {
        throw new Problem(
          'not_pending',
          `This request is ${request.state} already and cannot be cancelled.`,
        );
      }
      await record(tx, {
        type: 'request.cancelled',
        at,
        id: request.id,
        by: request.agent,
        digests: { packet: request.packetDigest, action: request.actionDigest },
        refs: { evaluation: request.evaluationId },
      });
    });
  }
}
