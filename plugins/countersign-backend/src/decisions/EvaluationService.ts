import { randomUUID } from 'node:crypto';
import type { EvaluationRequest, EvaluationResponse } from '@countersign/client';
import { actionDigest, type Proposal } from '@countersign/model';
import type { CountersignStore } from '@countersign/store';
import type { Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import type { ApprovalCheck, ApprovalVerdict } from '../requests/ApprovalCheck';
import { bindingHash, type BindingTokens } from '../requests/BindingTokens';
import { minutesAfter } from '../transactions/minutesAfter';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';
import type { Decided, Decider } from './Decider';
import { proposalOf } from './proposalOf';
import { redactSecrets } from './redactSecrets';

/** How long a denial can be submitted. ARAP, `expires_at`. */
export const DENIAL_MINUTES = 10;
/** How long what was permitted can be fetched as a grant; the grant itself is good for five more. */
const FETCH_MINUTES = 10;

/**
 * Answers evaluations: AuthZEN's question, with what the approval profile adds. Each is recorded
 * whole, with its ledger entry, before it is answered; it opens nothing and may be repeated.
 *
 * Who may act is answered with the *id* of a grant. The grant itself is given out once the ledger
 * has sealed this decision (see GrantService).
 */
export class EvaluationService {
  constructor(
    private readonly deps: {
      store: CountersignStore;
      transact: Transact;
      callers: CallerAuth;
      decider: Decider;
      approvals: ApprovalCheck;
      bindings: BindingTokens;
      /** Absolute address of `access/v1/requests`. */
      requestsEndpoint: () => Promise<string>;
    },
  ) {}

  async evaluate(caller: Caller, question: EvaluationRequest): Promise<EvaluationResponse> {
    const { store, callers, decider, approvals } = this.deps;
    const given = proposalOf(question);
    const agent = callers.agent(caller, given.subject.id);
    const executor = given.context.executor;
    if (executor !== undefined) {
      callers.executor(executor);
    }
    const digest = actionDigest({ ...given, executor });
    const proposal = redactSecrets(given);
    const at = await store.now();
    const decided = await decider.decide(store, { proposal, actionDigest: digest, at });
    const { packet } = decided;
    const verdict =
      question.context?.approval &&
      (await approvals.verdict(store, question.context.approval, {
        packet,
        actionDigest: digest,
        agent: agent.id,
        at,
      }));

    const evaluation = { id: `ev_${randomUUID()}`, at };
    const permitted = permits(decided, verdict);
    const grantId = permitted && executor ? `gr_${randomUUID()}` : undefined;
    await this.keep(evaluation, given, decided, verdict, grantId);
    return {
      decision: permitted,
      context: {
        evaluation_id: evaluation.id,
        evaluated_at: at,
        ...(permitted
          ? approvalOf(verdict)
          : await this.denial(evaluation, given, decided, verdict)),
        countersign: {
          ...detailOf(decided),
          ...(grantId && { grant: { id: grantId } }),
        },
      },
    };
  }

  private async keep(
    evaluation: { id: string; at: string },
    given: Proposal,
    { packet, packetDigest, body }: Decided,
    verdict: ApprovalVerdict | undefined,
    grantId: string | undefined,
  ): Promise<void> {
    const { id, at } = evaluation;
    const { decision, resource } = packet;
    const approvalId = verdict?.fits ? verdict.approval.id : undefined;
    const shared = {
      agent: given.subject.id,
      action: given.action.name,
      target: resource.ref,
      actionDigest: packet.actionDigest,
      packetDigest,
      enforcement: packet.enforcement,
    };
    await this.deps.transact(async tx => {
      const entryId = await record(tx, {
        type: 'decision.made',
        at,
        id,
        by: given.subject.id,
        digests: { packet: packetDigest, action: packet.actionDigest },
        ...((approvalId || grantId) && {
          refs: {
            ...(approvalId && { approval: approvalId }),
            ...(grantId && { grant: grantId }),
          },
        }),
        result: decision.decision,
      });
      await tx.addEvaluation(
        {
          ...shared,
          id,
          at,
          executor: given.context.executor,
          owner: resource.owner,
          decision: decision.decision,
          level: decision.level,
          score: decision.score,
          rule: decision.rule,
          approvalId,
          entryId,
        },
        { digest: packetDigest, body },
      );
      if (grantId && given.context.executor) {
        await tx.addGrant({
          ...shared,
          id: grantId,
          evaluationId: id,
          approvalId,
          executor: given.context.executor,
          entryId,
          createdAt: at,
          expiresAt: minutesAfter(at, FETCH_MINUTES),
        });
      }
    });
  }

  private async denial(
    { id, at }: { id: string; at: string },
    given: Proposal,
    { packet }: Decided,
    verdict: ApprovalVerdict | undefined,
  ): Promise<Partial<EvaluationResponse['context']>> {
    const requestable = packet.decision.decision === 'require_approval';
    const reason =
      verdict && !verdict.fits
        ? verdict.reason
        : requestable
          ? ('approval_required' as const)
          : ('policy_denied' as const);
    // An approval that cannot be verified is a mistake of the caller's; asking people again mends nothing.
    if (!requestable || reason === 'approval_unverifiable') {
      return { reason, next_action: 'none' };
    }
    const expiresAt = minutesAfter(at, DENIAL_MINUTES);
    return {
      reason,
      ...(verdict && { next_action: 'request' as const }),
      access_request: {
        endpoint: await this.deps.requestsEndpoint(),
        expires_at: expiresAt,
        binding_token: await this.deps.bindings.issue(
          { evaluationId: id, bindingHash: bindingHash(given), expiresAt },
          at,
        ),
      },
    };
  }
}

/** What is observed is permitted whatever the policies say; else `allow`, or an approval that fits. */
function permits({ packet }: Decided, verdict: ApprovalVerdict | undefined): boolean {
  return (
    packet.enforcement === 'observe' ||
    packet.decision.decision === 'allow' ||
    (verdict?.fits ?? false)
  );
}

function approvalOf(verdict: ApprovalVerdict | undefined): Partial<EvaluationResponse['context']> {
  return verdict?.fits
    ? { approval: { id: verdict.approval.id, approved_until: verdict.approval.validUntil } }
    : {};
}

function detailOf({ packet, packetDigest }: Decided): EvaluationResponse['context']['countersign'] {
  const { decision, level, score, rule, reasons, requirement } = packet.decision;
  return {
    decision,
    level,
    score,
    ...(rule && { rule }),
    reasons,
    ...(requirement && { requirement }),
    packetDigest,
    actionDigest: packet.actionDigest,
    enforcement: packet.enforcement,
    ...(packet.enforcement === 'observe' && { observed: true }),
  };
}
