import type { Redemption, RedemptionRequest } from '@countersign/client';
import { actionDigest, Problem, type Packet, type ProblemType } from '@countersign/model';
import type {
  CountersignStore,
  GrantRecord,
  RedemptionRecord,
  RedemptionRefusal,
  StandingUse,
  StoreTransaction,
} from '@countersign/store';
import type { Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import type { Decider } from '../decisions/Decider';
import { readPacket } from '../decisions/readPacket';
import { requireFreshLedger } from '../ledger/requireFreshLedger';
import type { ApprovalCheck } from '../requests/ApprovalCheck';
import { minutesAfter } from '../transactions/minutesAfter';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';
import type { GrantTokens } from './GrantTokens';

/** What a redemption in an observed scope lets through and notes. */
type Observation = NonNullable<Redemption['observed']>;

/**
 * Trades grants in, at the moment of execution. In this order, the cheap and the certain first:
 *
 * 1. the signature, and that it is a grant: else `forged`;
 * 2. that the caller is the executor it is made out to: else `wrong_executor`;
 * 3. that what is about to run is what was permitted, by the digest: else `digest_mismatch`;
 * 4. in one transaction with the grant locked: that it is neither spent nor expired nor revoked;
 * 5. decided again, with today's catalog, policies and people: refused with `more_required` only if
 *    more is demanded than was given, and in an observed scope noted instead;
 * 6. spent, exactly once, with its ledger entry.
 *
 * The same execution may do it again within its lease and gets the same answer.
 */
export class RedemptionService {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      transact: Transact;
      callers: CallerAuth;
      decider: Decider;
      approvals: ApprovalCheck;
      tokens: GrantTokens;
      leaseMinutes: number;
    },
  ) {}

  async redeem(caller: Caller, grantId: string, request: RedemptionRequest): Promise<Redemption> {
    await this.checkGrant(caller, grantId, request);
    await requireFreshLedger(this.deps.store);
    return this.deps.transact(async tx => {
      const grant = await tx.lockGrant(grantId);
      if (grant?.actionDigest !== actionDigest(request.action)) {
        throw refusal('not_found');
      }
      const at = await tx.now();
      // Whether it can still be spent is asked before it is decided again: a spent grant is `spent`,
      // whatever the policies say today.
      const spendable = grant.state === 'issued' && grant.expiresAt > at;
      const again = spendable ? await this.decideAgain(tx, grant, at) : undefined;
      const observed = again?.observed;
      const redeemed = await tx.redeemGrant({
        grantId,
        executor: grant.executor,
        executionId: request.executionId,
        at,
        leaseExpiresAt: minutesAfter(at, this.deps.leaseMinutes),
        observed,
      });
      if (redeemed.result === 'refused') {
        throw refusal(redeemed.because);
      }
      if (redeemed.result === 'redeemed') {
        if (again?.standing) {
          await tx.useStanding({ ...again.standing, grantId, at });
        }
        await record(tx, {
          type: 'grant.redeemed',
          at,
          id: grantId,
          by: grant.executor,
          digests: { action: grant.actionDigest, packet: grant.packetDigest },
          refs: {
            evaluation: grant.evaluationId,
            ...(grant.approvalId && { approval: grant.approvalId }),
          },
          ...(observed && { result: observed.wouldHaveRefused.length > 0 ? 'observed' : 'clean' }),
        });
      }
      return answerOf(redeemed.redemption);
    });
  }

  private async checkGrant(
    caller: Caller,
    grantId: string,
    { grant, action }: RedemptionRequest,
  ): Promise<void> {
    const { callers, tokens } = this.deps;
    callers.program(caller);
    callers.executor(action.executor);
    const claims = await tokens.read(grant);
    if (claims?.grantId !== grantId) {
      throw new Problem(
        'forged',
        'This is not the grant that was given out under this id, so nothing may run. Evaluate again.',
      );
    }
    if (claims.executor !== action.executor || !callers.isExecutor(caller, claims.executor)) {
      throw new Problem(
        'wrong_executor',
        'The grant is made out to another executor, so nothing may run. Only the executor that the proposal named can redeem it.',
      );
    }
    if (claims.actionDigest !== actionDigest(action)) {
      throw new Problem(
        'digest_mismatch',
        'What is about to run is not what was permitted: subject, action, resource and executor must be the same to the last parameter. Nothing may run; evaluate the action as it is now.',
      );
    }
  }

  private async decideAgain(
    tx: StoreTransaction,
    grant: GrantRecord,
    at: string,
  ): Promise<DecidedAgain> {
    const { approvals } = this.deps;
    const { packet, standing } = await this.decideAndLock(tx, grant, at);
    const approval = grant.approvalId ? await tx.approval(grant.approvalId) : undefined;
    const enough = approval
      ? await approvals.suffices(tx, approval, packet)
      : packet.decision.decision === 'allow';
    if (packet.enforcement === 'observe') {
      const observed: Observation = {
        decision: packet.decision.decision,
        wouldHaveRefused: enough ? [] : ['more_required'],
      };
      return { observed, ...(standing && { standing }) };
    }
    if (!enough) {
      throw new Problem(
        'more_required',
        `Since this was permitted, more is demanded: ${packet.decision.reasons[0] ?? 'the policies decide otherwise now.'} Nothing may run; evaluate again to see what is missing.`,
      );
    }
    return standing ? { standing } : {};
  }

  /**
   * Decides with today's facts. Where a standing approval lets the action run, it is kept from others
   * and asked again: of two redemptions at once, one might take the last use from the other.
   */
  private async decideAndLock(
    tx: StoreTransaction,
    grant: GrantRecord,
    at: string,
  ): Promise<{ packet: Packet; standing?: StandingName }> {
    const { proposal } = await readPacket(tx, grant.packetDigest);
    const decideNow = async () => {
      const question = { proposal, actionDigest: grant.actionDigest, at };
      const { packet } = await this.deps.decider.decide(tx, question);
      const used = packet.decision.standing?.find(({ refused }) => refused === undefined);
      return {
        packet,
        ...(used && { standing: { policy: used.policy, standing: used.standing } }),
      };
    };
    const first = await decideNow();
    if (grant.approvalId !== undefined || !first.standing) {
      return { packet: first.packet };
    }
    await tx.lockStanding(first.standing);
    return decideNow();
  }
}

type StandingName = Pick<StandingUse, 'policy' | 'standing'>;

interface DecidedAgain {
  observed?: Observation;
  /** The standing approval that this redemption uses. */
  standing?: StandingName;
}

function answerOf(redemption: RedemptionRecord): Redemption {
  return {
    grantId: redemption.grantId,
    executionId: redemption.executionId,
    redeemedAt: redemption.redeemedAt,
    leaseExpiresAt: redemption.leaseExpiresAt,
    ...(redemption.observed && { observed: redemption.observed as Observation }),
  };
}

/* prettier-ignore */
const REFUSALS: Record<RedemptionRefusal, [ProblemType, string]> = {
  not_found:          ['not_found', 'There is no grant with this id. Nothing may run.'],
  grant_pending:      ['grant_pending', 'The grant has not been given out yet. Nothing may run; fetch it first.'],
  expired:            ['expired', 'The grant has expired, so nothing may run. Evaluate again for a new one.'],
  spent:              ['spent', 'The grant has been redeemed by another execution, so nothing may run. Evaluate again for a new one.'],
  revoked:            ['revoked', 'The grant was revoked, so nothing may run. Evaluate again to see what is demanded now.'],
  execution_id_taken: ['spent', 'This executor has used this executionId for another grant, so nothing may run. Each execution needs an id of its own.'],
  approval_not_valid: ['revoked', 'The approval behind this grant is used up, revoked or expired, so nothing may run. Evaluate again.'],
};

function refusal(because: RedemptionRefusal): Problem {
  return new Problem(...REFUSALS[because]);
}
