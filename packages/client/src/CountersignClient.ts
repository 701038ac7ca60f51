import type { Outcome, Proposal } from '@countersign/model';
import type { AccessRequest, TaskResponse } from './api/accessRequest';
import type { ApprovalReference, EvaluationRequest, EvaluationResponse } from './api/evaluation';
import type { GrantView, Jwks, OutcomeReceipt, Redemption, RedemptionRequest } from './api/grant';
import type { LedgerEntries, LedgerProof } from './api/ledger';
import type { PolicyList } from './api/policy';
import type { RequestDetail, RequestList, RequestQuery, ReviewRequest } from './api/request';
import type { Status } from './api/status';
import { readLines } from './http/readLines';
import { Transport, type TransportOptions } from './http/Transport';
import { waitForApproval } from './run/waitForApproval';
import { waitForGrant } from './run/waitForGrant';
import type { WaitOptions } from './run/polling';

/** How a {@link CountersignClient} reaches its server. */
export type CountersignClientOptions = TransportOptions;

/** Lets a call be given up. */
export interface CallOptions {
  signal?: AbortSignal;
}

/** A write may be sent twice without effect when both carry one key; a fresh key is made when absent. */
export interface WriteOptions extends CallOptions {
  idempotencyKey?: string;
}

/**
 * The one client of Countersign's HTTP interface, for agents, editors, the portal and the command
 * line. Each method is one call, except those that wait.
 *
 * Every method throws {@link CountersignError} when Countersign refuses and
 * {@link CountersignUnreachable} when it does not answer; after the latter nothing may run.
 */
export class CountersignClient {
  private readonly transport: Transport;

  constructor(options: CountersignClientOptions) {
    this.transport = new Transport(options);
  }

  // ── An agent asks ────────────────────────────────────────────────────────────────────────────

  /** Asks whether an action may run. Opens nothing and may be repeated. */
  evaluate(
    proposal: Proposal,
    options: CallOptions & { approval?: ApprovalReference } = {},
  ): Promise<EvaluationResponse> {
    return this.transport.json({
      method: 'POST',
      path: 'access/v1/evaluation',
      body: evaluationBody(proposal, options.approval),
      signal: options.signal,
    });
  }

  /**
   * Brings a requestable denial before people.
   * @throws TypeError for an answer that is not one; nothing was sent then
   */
  async submitRequest(
    proposal: Proposal,
    denied: EvaluationResponse,
    options: WriteOptions = {},
  ): Promise<TaskResponse> {
    const { access_request: requestable, evaluation_id, evaluated_at, reason } = denied.context;
    if (denied.decision || !requestable) {
      throw new TypeError('Only a denial with an access_request may be submitted (ARAP)');
    }
    const body: AccessRequest = {
      ...evaluationBody(proposal),
      denial: {
        evaluation_id,
        evaluated_at,
        expires_at: requestable.expires_at,
        binding_token: requestable.binding_token,
        reason,
      },
    };
    return this.write('access/v1/requests', body, options);
  }

  /** How a submitted request stands. */
  task(id: string, options: CallOptions = {}): Promise<TaskResponse> {
    return this.transport.json({
      path: `access/v1/requests/${encodeURIComponent(id)}`,
      ...options,
    });
  }

  /** Takes a pending request back. */
  cancelRequest(id: string, options: WriteOptions = {}): Promise<TaskResponse> {
    return this.write(`access/v1/requests/${encodeURIComponent(id)}/cancel`, {}, options);
  }

  /** Polls, with growing pauses, until the request has left `pending` or its time is up. */
  waitForApproval(id: string, options: WaitOptions<TaskResponse> = {}): Promise<TaskResponse> {
    return waitForApproval(this, id, options);
  }

  // ── People answer ────────────────────────────────────────────────────────────────────────────

  /** Newest first, and only what the caller may see. */
  listRequests(query: RequestQuery = {}, options: CallOptions = {}): Promise<RequestList> {
    return this.transport.json({ path: 'v1/requests', query: { ...query }, ...options });
  }

  request(id: string, options: CallOptions = {}): Promise<RequestDetail> {
    return this.transport.json({ path: `v1/requests/${encodeURIComponent(id)}`, ...options });
  }

  /** Votes. Only people may; the refusal says why when the caller may not. */
  review(id: string, review: ReviewRequest, options: WriteOptions = {}): Promise<RequestDetail> {
    return this.write(`v1/requests/${encodeURIComponent(id)}/reviews`, review, options);
  }

  // ── An executor runs ─────────────────────────────────────────────────────────────────────────

  grant(id: string, options: CallOptions = {}): Promise<GrantView> {
    return this.transport.json({ path: `v1/grants/${encodeURIComponent(id)}`, ...options });
  }

  /** Polls until the ledger has sealed the decision and the grant can be had; usually within a second. */
  waitForGrant(id: string, options: WaitOptions<GrantView> = {}): Promise<GrantView> {
    return waitForGrant(this, id, options);
  }

  /** Trades the grant in, at the moment of execution. Only after this has answered may the action run. */
  redeem(
    grantId: string,
    redemption: RedemptionRequest,
    options: CallOptions = {},
  ): Promise<Redemption> {
    return this.transport.json({
      method: 'POST',
      path: `v1/grants/${encodeURIComponent(grantId)}/redemptions`,
      body: redemption,
      ...options,
    });
  }

  /** Says what came of it. */
  reportOutcome(
    grantId: string,
    executionId: string,
    outcome: Pick<Outcome, 'status' | 'detail'>,
    options: CallOptions = {},
  ): Promise<OutcomeReceipt> {
    return this.transport.json({
      method: 'POST',
      path: `v1/grants/${encodeURIComponent(grantId)}/outcome`,
      body: { executionId, status: outcome.status, detail: outcome.detail },
      ...options,
    });
  }

  /** The keys that verify grants (RFC 7517). */
  jwks(options: CallOptions = {}): Promise<Jwks> {
    return this.transport.json({ path: 'v1/jwks', ...options });
  }

  // ── What there is to read ────────────────────────────────────────────────────────────────────

  /** The recordings as lines of JSON, as the server streams them. */
  async *recordings(
    options: CallOptions & { /** RFC 3339. */ since?: string } = {},
  ): AsyncGenerator<string, void, undefined> {
    const response = await this.transport.send({
      path: 'v1/recordings',
      query: { since: options.since },
      accept: 'application/jsonl',
      signal: options.signal,
    });
    yield* readLines(response);
  }

  /** The policy versions in force. */
  policies(options: CallOptions = {}): Promise<PolicyList> {
    return this.transport.json({ path: 'v1/policies', ...options });
  }

  status(options: CallOptions = {}): Promise<Status> {
    return this.transport.json({ path: 'v1/status', ...options });
  }

  /** The newest signed note. */
  async ledgerCheckpoint(options: CallOptions = {}): Promise<string> {
    const response = await this.transport.send({
      path: 'v1/ledger/checkpoint',
      accept: 'text/plain',
      ...options,
    });
    return response.text();
  }

  ledgerEntries(
    page: { start?: number; /** 1 to 256 */ limit?: number } = {},
    options: CallOptions = {},
  ): Promise<LedgerEntries> {
    return this.transport.json({ path: 'v1/ledger/entries', query: { ...page }, ...options });
  }

  ledgerProof(index: number, options: CallOptions = {}): Promise<LedgerProof> {
    return this.transport.json({ path: 'v1/ledger/proof', query: { index }, ...options });
  }

  private write<T>(path: string, body: unknown, options: WriteOptions): Promise<T> {
    return this.transport.json({
      method: 'POST',
      path,
      body,
      idempotencyKey: options.idempotencyKey ?? crypto.randomUUID(),
      signal: options.signal,
    });
  }
}

function evaluationBody(proposal: Proposal, approval?: ApprovalReference): EvaluationRequest {
  const { subject, action, resource, context } = proposal;
  return { subject, action, resource, context: { countersign: context, approval } };
}
