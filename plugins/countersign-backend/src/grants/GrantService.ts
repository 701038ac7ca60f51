import type { GrantView } from '@countersign/client';
import { Problem } from '@countersign/model';
import type { CountersignStore, GrantRecord } from '@countersign/store';
import type { Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import { readPacket } from '../decisions/readPacket';
import { requireFreshLedger } from '../ledger/requireFreshLedger';
import { minutesAfter } from '../transactions/minutesAfter';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';
import type { GrantTokens } from './GrantTokens';
import { grantStatusOf } from './grantStatusOf';

/** Minutes for which a grant can be redeemed. */
const GRANT_MINUTES = 5;

/** Gives grants out: once each, and only what the ledger has sealed. */
export class GrantService {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      transact: Transact;
      callers: CallerAuth;
      tokens: GrantTokens;
    },
  ) {}

  /** @throws Problem `not_found`, also for who is neither its agent nor its executor; `ledger_behind` */
  async view(caller: Caller, id: string): Promise<GrantView> {
    const { store, callers } = this.deps;
    const grant = await store.grant(id);
    if (
      !grant ||
      !(callers.isAgent(caller, grant.agent) || callers.isExecutor(caller, grant.executor))
    ) {
      throw new Problem('not_found', 'There is no grant of yours with this id.');
    }
    return viewOf(grant.state === 'pending' ? await this.issue(grant) : grant, await store.now());
  }

  private async issue(grant: GrantRecord): Promise<GrantRecord> {
    const { store, transact, tokens } = this.deps;
    await requireFreshLedger(store);
    const seal = await store.sealOf(grant.entryId);
    if (!seal) {
      return grant;
    }
    const packet = await readPacket(store, grant.packetDigest);
    return transact(async tx => {
      const at = await tx.now();
      const expiresAt = minutesAfter(at, GRANT_MINUTES);
      const jws = await tokens.issue(grant, packet, seal, { issuedAt: at, expiresAt });
      const issued = await tx.issueGrant({ grantId: grant.id, jws, at, expiresAt });
      if (issued.result === 'issued') {
        await record(tx, {
          type: 'grant.issued',
          at,
          id: grant.id,
          by: grant.agent,
          digests: { action: grant.actionDigest, packet: grant.packetDigest },
          refs: {
            evaluation: grant.evaluationId,
            ...(grant.approvalId && { approval: grant.approvalId }),
          },
        });
      }
      return issued.result === 'refused' ? ((await tx.grant(grant.id)) ?? grant) : issued.grant;
    });
  }
}

function viewOf(grant: GrantRecord, now: string): GrantView {
  const lapsed = ['pending', 'issued'].includes(grant.state) && grant.expiresAt <= now;
  const status = lapsed ? 'expired' : grantStatusOf(grant.state);
  return {
    id: grant.id,
    status,
    executor: grant.executor,
    observed: grant.enforcement === 'observe',
    ...(status === 'issued' && { grant: grant.jws }),
    ...(grant.issuedAt && { expiresAt: grant.expiresAt }),
  };
}
