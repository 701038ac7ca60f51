import { randomUUID } from 'node:crypto';
import type { AccessRequest } from '@countersign/client';
import {
  actionDigest,
  digestJson,
  Problem,
  type JsonValue,
  type Packet,
  type Proposal,
} from '@countersign/model';
import type { EvaluationRecord, StoreTransaction } from '@countersign/store';
import { callerName, type Caller } from '../callers/Caller';
import type { CallerAuth } from '../callers/CallerAuth';
import { DENIAL_MINUTES } from '../decisions/EvaluationService';
import { proposalOf } from '../decisions/proposalOf';
import { readPacket } from '../decisions/readPacket';
import { redactSecrets } from '../decisions/redactSecrets';
import { askPeople } from '../notifications/askPeople';
import { minutesAfter } from '../transactions/minutesAfter';
import { record } from '../transactions/record';
import type { Transact } from '../transactions/Transact';
import { writeOnce } from '../transactions/writeOnce';
import { bindingHash, type BindingTokens } from './BindingTokens';
import type { Eligibility } from './Eligibility';

/** Long enough that the key of a request outlives the request. */
const KEEP_DAYS = 32;

/** Opens requests: what a requestable denial becomes when its agent brings it before people. */
export class SubmissionService {
  constructor(
    private readonly deps: {
      transact: Transact;
      callers: CallerAuth;
      bindings: BindingTokens;
      eligibility: Eligibility;
    },
  ) {}

  /**
   * Opens the request of a denial, once, however often it is submitted.
   *
   * @returns the request's id
   * @throws Problem `invalid_denial_binding`, `denial_expired`, `not_requestable`, and for the key
   */
  async submit(
    caller: Caller,
    submission: AccessRequest,
    idempotencyKey: string | undefined,
  ): Promise<string> {
    const given = proposalOf(submission);
    this.deps.callers.agent(caller, given.subject.id);
    const binding = await this.readBinding(submission, given);
    const { body } = await writeOnce(
      this.deps.transact,
      {
        caller: callerName(caller),
        // Without a key of the caller's, the denial is one: it has at most one request.
        key: idempotencyKey ?? `denial:${submission.denial.evaluation_id}`,
        operation: 'submit',
        body: submission as unknown as JsonValue,
        keepDays: KEEP_DAYS,
      },
      async (tx, at) => {
        const { evaluation, packet } = await this.deniedEvaluation(
          tx,
          submission,
          given,
          binding?.expiresAt,
          at,
        );
        const id = await this.open(tx, at, caller, evaluation, packet);
        return { status: 202, body: { id } };
      },
    );
    return (body as { id: string }).id;
  }

  /** Steps 1, 2 and 4 of ARAP, "Binding Token Integrity"; step 5 waits for the store's clock. */
  private async readBinding({ denial }: AccessRequest, given: Proposal) {
    if (denial.binding_token === undefined) {
      return undefined;
    }
    const binding = await this.deps.bindings.read(denial.binding_token);
    if (
      binding?.evaluationId !== denial.evaluation_id ||
      binding.expiresAt !== denial.expires_at ||
      binding.bindingHash !== bindingHash(given)
    ) {
      throw invalidBinding();
    }
    return binding;
  }

  private async deniedEvaluation(
    tx: StoreTransaction,
    { denial }: AccessRequest,
    given: Proposal,
    boundExpiry: string | undefined,
    at: string,
  ): Promise<{ evaluation: EvaluationRecord; packet: Packet }> {
    const evaluation = await tx.evaluation(denial.evaluation_id);
    if (!evaluation) {
      throw invalidBinding();
    }
    const packet = await readPacket(tx, evaluation.packetDigest);
    const context = (proposal: Proposal) => digestJson(proposal.context as unknown as JsonValue);
    if (
      evaluation.agent !== given.subject.id ||
      evaluation.actionDigest !== actionDigest({ ...given, executor: given.context.executor }) ||
      context(packet.proposal) !== context(redactSecrets(given))
    ) {
      throw invalidBinding();
    }
    // The server's own record of the deadline holds, whatever the caller echoes.
    if ((boundExpiry ?? minutesAfter(evaluation.at, DENIAL_MINUTES)) <= at) {
      throw new Problem(
        'denial_expired',
        'The denial is too old to be submitted, so no request was opened. Evaluate again and submit the new answer.',
      );
    }
    if (packet.decision.decision !== 'require_approval' || packet.enforcement === 'observe') {
      throw new Problem(
        'not_requestable',
        'This evaluation was not denied for want of an approval, so there is nothing to request.',
      );
    }
    return { evaluation, packet };
  }

  private async open(
    tx: StoreTransaction,
    at: string,
    caller: Caller,
    evaluation: EvaluationRecord,
    packet: Packet,
  ): Promise<string> {
    const requirement = packet.decision.requirement!;
    const { resolved } = await this.deps.eligibility.of(tx, packet, requirement);
    const { request, opened } = await tx.openRequest(
      {
        id: `rq_${randomUUID()}`,
        evaluationId: evaluation.id,
        packetDigest: evaluation.packetDigest,
        actionDigest: evaluation.actionDigest,
        agent: evaluation.agent,
        executor: evaluation.executor,
        requestedBy: callerName(caller),
        onBehalfOf: packet.proposal.context.onBehalfOf,
        action: evaluation.action,
        target: evaluation.target,
        owner: evaluation.owner,
        level: evaluation.level,
        score: evaluation.score,
        requirement,
        resolved,
        createdAt: at,
        expiresAt: minutesAfter(at, requirement.deadlineMinutes),
      },
      resolved.eligible,
    );
    if (opened) {
      await record(tx, {
        type: 'request.opened',
        at,
        id: request.id,
        by: request.agent,
        digests: { packet: request.packetDigest, action: request.actionDigest },
        refs: { evaluation: evaluation.id },
      });
      await askPeople(tx, request, packet, at);
    }
    return request.id;
  }
}

function invalidBinding(): Problem {
  return new Problem(
    'invalid_denial_binding',
    'The submission does not fit the denial that it names: subject, action, resource, context and denial must be exactly those of the evaluation. No request was opened.',
  );
}
