/**
 * The store: where everything that Countersign knows is kept, and the only place that decides
 * between two who come at the same instant.
 *
 * - **Reads** ({@link StoreReads}) exist on the store and on an open transaction. Inside
 *   {@link CountersignStore.transaction} use the transaction's own: on SQLite there is one
 *   connection, and the store refuses its own reads there with a {@link StoreFault} instead of
 *   waiting for ever.
 * - **Writes** ({@link StoreWrites}) exist only on a transaction. Each is a conditional update
 *   that says what happened in its result; none of them throws for what two honest callers can
 *   cause. State moves only as `TRANSITIONS` of packages/approval says.
 * - **Time** is the store's: `now()` is the database's clock, or an exercise's. Callers pass it on
 *   as `at`, taken after they have waited for a lock.
 * - **Ledger**: `appendEntry` in the transaction that changes the state. The entry gets its place
 *   and its seal afterwards, from the sequencer ({@link LedgerWrites}).
 */
import type { RequestEvent, RequestState } from '@countersign/approval';
import type { Digest, JsonValue, LedgerEntry } from '@countersign/model';
import type {
  ApprovalRecord,
  CheckpointRecord,
  EvaluationRecord,
  GrantRecord,
  LedgerHead,
  LedgerLeaf,
  LedgerStatus,
  NewApproval,
  NewGrant,
  NewRequest,
  OutboxMessage,
  OutcomeRecord,
  PacketRecord,
  PolicyFault,
  PolicyInForce,
  PolicyPublication,
  PolicyVersion,
  RecordingRow,
  RedemptionRecord,
  RequestEventRecord,
  RequestRecord,
  ReviewRecord,
  Seal,
  StandingUse,
} from './records';

/** One page of a longer list. */
export interface Page<T> {
  items: T[];
  /** Give it back to get the next page; absent on the last. Opaque. */
  nextCursor?: string;
}

/** Which requests to list. Members narrow each other. */
export interface RequestFilter {
  states?: readonly RequestState[];
  /** Entity reference of the target. */
  target?: string;
  /** Owner of the target when it was asked. */
  owner?: string;
  agent?: string;
  requestedBy?: string;
  /** Only what this person was asked to review when it opened. Costs one index range, at any size. */
  assignee?: string;
}

/** A request's move along the table. */
export interface RequestMove {
  requestId: string;
  event: Exclude<RequestEvent, 'open'>;
  at: string;
  by?: string;
  because?: string;
}

/** What {@link StoreWrites.openRequest} did. */
export interface OpenedRequest {
  request: RequestRecord;
  /** False when the evaluation already had this request; nothing was written then. */
  opened: boolean;
}

/** Why a redemption did not happen; each is a problem type or leads to one. */
export type RedemptionRefusal =
  | 'not_found'
  | 'grant_pending'
  | 'expired'
  | 'spent'
  | 'revoked'
  /** This executor has used the execution id for another grant. */
  | 'execution_id_taken'
  /** The approval was used up, revoked or ran out in the meantime. */
  | 'approval_not_valid';

export type RedemptionResult =
  | { result: 'redeemed' | 'repeated'; grant: GrantRecord; redemption: RedemptionRecord }
  | { result: 'refused'; because: RedemptionRefusal; grant?: GrantRecord };

/** `repeated`: the same outcome had been reported. `conflict`: another one had. */
export type OutcomeResult =
  | { result: 'recorded' | 'repeated'; grant: GrantRecord; outcome: OutcomeRecord }
  | { result: 'refused'; because: 'not_found' | 'not_redeemed' | 'conflict'; grant?: GrantRecord };

export type IssueResult =
  | { result: 'issued' | 'already_issued'; grant: GrantRecord }
  | { result: 'refused'; because: 'not_found' | 'not_sealed' | 'expired' | 'revoked' | 'spent' };

/** A write with an `Idempotency-Key`, before it is done. */
export interface IdempotentCall {
  /** Whose key it is; two callers never share one. */
  caller: string;
  key: string;
  /** Digest of operation and body: the same key with another body is a mistake. */
  bodyDigest: Digest;
  at: string;
  /** Until when the answer is kept. */
  expiresAt: string;
}

/** The answer that is kept under a key. */
export interface StoredResponse {
  status: number;
  body: JsonValue;
  headers?: Record<string, string>;
}

export type IdempotencyClaim =
  /** First use: do the work, then call `keepResponse` in the same transaction. */
  | { result: 'claimed' }
  /** Done before: answer this again. */
  | { result: 'replay'; response: StoredResponse }
  /** Used before with another body. */
  | { result: 'reused' };

/** A change of what is in force. */
export interface NewPublication extends Omit<PolicyPublication, 'revision'> {
  /**
   * The revision that this change was made against: 0 for seeding an empty store. When another
   * publication came first, nothing is written.
   */
  expectedRevision: number;
  /** `replace`: these and no others are in force. `merge`: each takes the place of the one of its name. */
  how: 'replace' | 'merge';
  versions: PolicyVersion[];
}

export type PublicationResult =
  | {
      result: 'published';
      publication: PolicyPublication;
      /** What is in force only now, and what no longer is. A version that stays is in neither. */
      added: PolicyVersion[];
      removed: PolicyVersion[];
    }
  /** Somebody else published first; `revision` is the present one. */
  | { result: 'outdated'; revision: number };

/** What can be read. */
export interface StoreReads {
  /** The store's time: the database's clock, or an exercise's. */
  now(): Promise<string>;

  /** 0 when nothing was ever published. Cheap: ask it before each decision, and reload what changed. */
  policyRevision(): Promise<number>;
  /** In force now, or at an instant (`since <= at < until`); sorted by name. */
  policiesInForce(at?: string): Promise<PolicyInForce[]>;
  /** Every span in which a policy of this name was in force, newest first. */
  policyHistory(name: string): Promise<PolicyInForce[]>;
  policyVersion(digest: Digest): Promise<PolicyVersion | undefined>;
  /** The failed attempt to publish, until one succeeds. */
  policyFault(): Promise<PolicyFault | undefined>;

  packet(digest: Digest): Promise<PacketRecord | undefined>;
  evaluation(id: string): Promise<EvaluationRecord | undefined>;

  request(id: string): Promise<RequestRecord | undefined>;
  requestOfEvaluation(evaluationId: string): Promise<RequestRecord | undefined>;
  /**
   * Newest first.
   * @param page limit 1 to 200, 50 when absent
   * @throws StoreFault `bad_cursor` for a cursor that this store did not give
   */
  listRequests(
    filter: RequestFilter,
    page?: { cursor?: string; limit?: number },
  ): Promise<Page<RequestRecord>>;
  countRequests(filter: RequestFilter): Promise<number>;
  /** Everyone who was asked when it opened, sorted. */
  assignees(requestId: string): Promise<string[]>;
  /** Those of the given requests that this person was asked to review. One query. */
  assignedAmong(person: string, requestIds: readonly string[]): Promise<Set<string>>;
  /** All versions, oldest first. */
  reviews(requestId: string): Promise<ReviewRecord[]>;
  requestEvents(requestId: string): Promise<RequestEventRecord[]>;

  approval(id: string): Promise<ApprovalRecord | undefined>;
  approvalOfRequest(requestId: string): Promise<ApprovalRecord | undefined>;

  grant(id: string): Promise<GrantRecord | undefined>;
  /** Grants of a request's approval, oldest first. */
  grantsOfApproval(approvalId: string): Promise<GrantRecord[]>;
  redemption(grantId: string): Promise<RedemptionRecord | undefined>;
  outcome(grantId: string): Promise<OutcomeRecord | undefined>;

  /** How often a standing approval was used: in all, and after an instant. */
  standingUsage(standing: {
    policy: string;
    standing: string;
    since: string;
  }): Promise<{ used: number; usedWithinRate: number }>;

  /**
   * Evaluations with their reviews, redemption and outcome, oldest first. A re-evaluation with an
   * approval is no line of its own: what it led to stands in the line of the evaluation that asked.
   *
   * @param page `since` is included; limit 1 to 1000, 200 when absent
   */
  recordings(page?: {
    since?: string;
    cursor?: string;
    limit?: number;
  }): Promise<Page<RecordingRow>>;

  /** Where an entry is sealed, or `undefined` while no checkpoint covers it. */
  sealOf(entryId: string): Promise<Seal | undefined>;
  ledgerStatus(): Promise<LedgerStatus>;
  ledgerHead(): Promise<LedgerHead>;
  latestCheckpoint(): Promise<CheckpointRecord | undefined>;
  /** Leaves that have their place, from `start`; limit 1 to 1000. */
  ledgerLeaves(start: number, limit: number): Promise<LedgerLeaf[]>;
  /**
   * Hashes of complete subtrees, in the order asked: level 0 are leaves, a node of level n spans
   * 2^n of them. What `proveInclusion` and `proveConsistency` of packages/tlog ask for.
   * @throws StoreFault `not_found` for a node beyond the head
   */
  ledgerNodes(nodes: readonly { level: number; index: number }[]): Promise<Uint8Array[]>;
  /**
   * Bytes of a C2SP hash tile of the given width, 1 to 256 hashes.
   * @returns undefined for a tile beyond the head
   */
  ledgerTile(level: number, index: number, width: number): Promise<Uint8Array | undefined>;
}

/** What can be changed, inside a transaction only. */
export interface StoreWrites {
  /** Conditional on `expectedRevision`. Ends the fault, if there was one. */
  publishPolicies(publication: NewPublication): Promise<PublicationResult>;
  recordPolicyFault(fault: PolicyFault): Promise<void>;

  /** Stores the packet unless it is there; the digest names it. */
  addEvaluation(evaluation: EvaluationRecord, packet: PacketRecord): Promise<void>;

  /**
   * Opens the request of an evaluation, with the people who are asked; writes its `open` event.
   * An evaluation has at most one request: a second call gives the first one back.
   */
  openRequest(request: NewRequest, assignees: readonly string[]): Promise<OpenedRequest>;
  /**
   * Reads a request and keeps others from changing it until the transaction ends. Call it before a
   * review is counted: two approvers who count at the same time each miss the other's vote.
   */
  lockRequest(id: string): Promise<RequestRecord | undefined>;
  /** A person votes once on each version. Call {@link lockRequest} first. Moves nothing by itself. */
  addReview(review: ReviewRecord): Promise<'added' | 'already_reviewed'>;
  /**
   * Moves a request along the table and writes the event.
   * @returns the request as it is now, or `undefined` when its state does not permit the event
   */
  moveRequest(move: RequestMove): Promise<RequestRecord | undefined>;
  /**
   * Up to `limit` pending requests whose deadline has passed become `expired`.
   * @returns those that this call moved; write their entries and messages in the same transaction
   */
  expireRequests(at: string, limit: number): Promise<RequestRecord[]>;

  /** At most one for each request and version; a second call gives the first one back. */
  addApproval(approval: NewApproval): Promise<ApprovalRecord>;
  /** Revokes a valid approval and its grants that are not redeemed. `undefined` when it is not valid. */
  revokeApproval(revocation: {
    approvalId: string;
    at: string;
    by?: string;
    because: string;
  }): Promise<ApprovalRecord | undefined>;
  /** Up to `limit` valid approvals whose time has passed become `expired`. */
  expireApprovals(at: string, limit: number): Promise<ApprovalRecord[]>;

  /** In state `pending`. */
  addGrant(grant: NewGrant): Promise<GrantRecord>;
  /**
   * Gives a grant its signed form, once; the first of two callers wins and both get its form.
   * Refuses while the decision's entry is not under a signed checkpoint.
   */
  issueGrant(issue: {
    grantId: string;
    jws: string;
    at: string;
    expiresAt: string;
  }): Promise<IssueResult>;
  /**
   * Reads a grant and keeps others from changing it until the transaction ends, so that what is
   * checked before {@link redeemGrant} still holds when it is spent.
   */
  lockGrant(id: string): Promise<GrantRecord | undefined>;
  /**
   * Spends a grant, exactly once, and one use of its approval. The same execution may redeem again
   * within its lease and gets the same answer. The caller has checked the signature, the action
   * digest and the executor.
   */
  redeemGrant(redemption: {
    grantId: string;
    executor: string;
    executionId: string;
    at: string;
    leaseExpiresAt: string;
    observed?: RedemptionRecord['observed'];
  }): Promise<RedemptionResult>;
  /**
   * Keeps others from using a standing approval until the transaction ends, so that the use that was
   * counted is still the use when one more is added.
   */
  lockStanding(standing: { policy: string; standing: string }): Promise<void>;
  /** Counts one use of a standing approval; a grant is counted once, however often this is called. */
  useStanding(use: StandingUse): Promise<void>;
  revokeGrant(revocation: {
    grantId: string;
    at: string;
    because: string;
  }): Promise<GrantRecord | undefined>;
  /** Keeps the outcome of a redeemed grant; reporting the same again changes nothing. */
  recordOutcome(outcome: OutcomeRecord): Promise<OutcomeResult>;
  /** Up to `limit` grants that nobody fetched or redeemed in time become `expired`. */
  expireGrants(at: string, limit: number): Promise<GrantRecord[]>;
  /**
   * Up to `limit` redeemed grants whose lease passed without an outcome become `outcome_unknown`,
   * with an outcome of status `unknown`.
   */
  lapseLeases(at: string, limit: number): Promise<GrantRecord[]>;

  /** Keeps messages for delivery; one whose key is already there is left out. */
  enqueue(
    messages: readonly Pick<
      OutboxMessage,
      'id' | 'topic' | 'key' | 'payload' | 'createdAt' | 'availableAt'
    >[],
  ): Promise<void>;
  /**
   * Takes up to `limit` messages that are due, oldest first, so that nobody else gets them before
   * `claimUntil`. A message whose deliverer died becomes due again then.
   */
  claimMessages(claim: { at: string; claimUntil: string; limit: number }): Promise<OutboxMessage[]>;
  completeMessage(id: string, at: string): Promise<void>;
  /** Gives a claimed message back, to be tried again at `availableAt`. */
  retryMessage(id: string, availableAt: string, error: string): Promise<void>;

  /**
   * Claims an idempotency key. Of two calls at once the second waits for the first one's
   * transaction; if that is rolled back, the key is free again. Expired keys are free.
   */
  claimKey(call: IdempotentCall): Promise<IdempotencyClaim>;
  keepResponse(
    call: Pick<IdempotentCall, 'caller' | 'key'>,
    response: StoredResponse,
  ): Promise<void>;
  /** Removes up to `limit` expired keys; returns how many. */
  removeExpiredKeys(at: string, limit: number): Promise<number>;

  /** The name under which a person stands in ledger and recordings: random, made on first use, erasable. */
  pseudonymOf(person: string): Promise<string>;

  /**
   * Writes a ledger entry: its canonical bytes, without a place yet. It is in the log exactly when
   * the transaction commits.
   * @returns the row's id, for `sealOf`
   */
  appendEntry(entry: LedgerEntry): Promise<string>;
}

/** An open transaction. */
export interface StoreTransaction extends StoreReads, StoreWrites {}

/** What the sequencer needs; nobody else calls it. */
export interface LedgerWrites {
  /**
   * Gives up to `limit` committed entries without a place the next ones, in the order of their ids,
   * and keeps the hashes of every subtree that became complete. One transaction; of several callers
   * one does it.
   * @returns the head after it and how many entries it placed; `undefined` when another caller is at it
   */
  sequence(limit: number): Promise<{ head: LedgerHead; placed: number } | undefined>;
  /**
   * Keeps a signed head. Idempotent by size.
   * @throws StoreFault `ledger_conflict` when another root is kept for this size, or the size is beyond the head
   */
  addCheckpoint(checkpoint: CheckpointRecord): Promise<void>;
  /** The checkpoint of exactly this size. */
  checkpoint(size: number): Promise<CheckpointRecord | undefined>;
}

/** Keeps everything that Countersign knows. One suite tests every implementation. */
export interface CountersignStore extends StoreReads, LedgerWrites {
  /**
   * Runs `work` in one transaction: all of it is kept, or nothing. An exception rolls back and
   * comes out again. On PostgreSQL the isolation is READ COMMITTED; a deadlock or a serialization
   * failure runs `work` again, up to three times, so it must have no effects of its own.
   *
   * @throws StoreFault `nested` when called inside a transaction of the same store
   */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
}
