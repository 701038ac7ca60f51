/**
 * What the store keeps, one interface for each kind of row. All instants are RFC 3339 in UTC with
 * three decimals, as `Date.prototype.toISOString` prints them. People are canonical user references
 * (`user:default/ada`), agents and executors the ids under which they are registered.
 */
import type {
  ApprovalState,
  GrantState,
  RequestEvent,
  RequestState,
  ResolvedRequirement,
} from '@countersign/approval';
import type {
  DecisionValue,
  Digest,
  Enforcement,
  JsonObject,
  JsonValue,
  Level,
  OutcomeStatus,
  Recording,
  Requirement,
  RuleRef,
} from '@countersign/model';

/** Where a publication came from. */
export type PolicySource = 'seed' | 'git' | 'registry';

/** One immutable text of a policy, named by its digest. */
export interface PolicyVersion {
  /** `digestText(text)`. */
  digest: Digest;
  name: string;
  title?: string;
  layer: 'guardrail' | 'scope';
  mode: 'active' | 'shadow' | 'disabled';
  /** Where the text came from: a file's path, a URL, `registry:NAME`. */
  uri: string;
  text: string;
}

/** One change of what is in force: who made it, when and why. */
export interface PolicyPublication {
  id: string;
  at: string;
  /** Person, agent or `system` that published. */
  by: string;
  /** Who wrote it; never counts where a requirement separates `policy_author`. */
  authors: string[];
  why: string;
  source: PolicySource;
  /** Commit, request or directory that it came from. */
  reference?: string;
  /** 1 for the first publication, one more for each that follows. */
  revision: number;
}

/** A version with the span of time in which it was in force. */
export interface PolicyInForce extends PolicyVersion {
  since: string;
  /** Absent while it is in force. */
  until?: string;
  publication: PolicyPublication;
}

/** Why the last attempt to publish did not change what is in force. */
export interface PolicyFault {
  at: string;
  source: PolicySource;
  reference?: string;
  /** What happened, what it means and what to do. */
  message: string;
  /** Faults by file, as the policy checker gives them. */
  details?: JsonValue;
}

/** A decision packet as it was digested. */
export interface PacketRecord {
  digest: Digest;
  /** Canonical JSON; `digestText(body)` is the digest. */
  body: string;
  /** Salts of the commitments inside the packet by JSON pointer; kept beside it so that they can be erased. */
  salts?: Record<string, string>;
}

/** One answered evaluation. */
export interface EvaluationRecord {
  id: string;
  at: string;
  packetDigest: Digest;
  /** Taken over the unredacted action. */
  actionDigest: Digest;
  /** Id of the subject. */
  agent: string;
  executor?: string;
  /** Action type as the agent named it. */
  action: string;
  /** Entity reference of the target; the id as given where the catalog knows none. */
  target: string;
  /** Owner of the target at the time; absent where it was not known. */
  owner?: string;
  decision: DecisionValue;
  level: Level;
  score: number;
  rule?: RuleRef;
  enforcement: Enforcement;
  /** The approval that came with the question. */
  approvalId?: string;
  /** Id of its `decision.made` entry, as {@link StoreWrites.appendEntry} returned it. */
  entryId: string;
}

/** A request that waits for people, or waited. */
export interface RequestRecord {
  id: string;
  state: RequestState;
  /** 1 for the request as submitted; narrowing makes the next. Votes count for one version. */
  version: number;
  /** Counts every change of the row; the entity tag. */
  revision: number;
  evaluationId: string;
  packetDigest: Digest;
  actionDigest: Digest;
  agent: string;
  executor?: string;
  /** Principal that submitted it, as the caller is registered. */
  requestedBy: string;
  onBehalfOf?: string;
  action: string;
  target: string;
  owner?: string;
  level: Level;
  score: number;
  requirement: Requirement;
  /** The people of the requirement on the day it opened. */
  resolved: ResolvedRequirement;
  createdAt: string;
  /** When it expires unless people have answered. */
  expiresAt: string;
  /** When it left `pending`. */
  closedAt?: string;
  /** Why it closed, in a sentence: a refusal's reason, a cancellation's. */
  closedBecause?: string;
}

/** What the caller gives to open a request; the store adds state, version and revision. */
export type NewRequest = Omit<
  RequestRecord,
  'state' | 'version' | 'revision' | 'closedAt' | 'closedBecause'
>;

/** One person's vote on one version of a request. */
export interface ReviewRecord {
  id: string;
  requestId: string;
  requestVersion: number;
  by: string;
  vote: 'approve' | 'refuse';
  reason?: string;
  at: string;
}

/** One step in a request's life, for its timeline. */
export interface RequestEventRecord {
  requestId: string;
  at: string;
  event: RequestEvent;
  state: RequestState;
  /** Person or principal that caused it; absent for a timer. */
  by?: string;
  because?: string;
}

/** The completed result of a request. */
export interface ApprovalRecord {
  id: string;
  state: ApprovalState;
  requestId: string;
  requestVersion: number;
  packetDigest: Digest;
  actionDigest: Digest;
  agent: string;
  executor?: string;
  approvedAt: string;
  /** ARAP's `approved_until`. */
  validUntil: string;
  uses: number;
  /** 1 for one action; more for a bounded class. */
  maxUses: number;
  revokedAt?: string;
  revokedBy?: string;
  revokedBecause?: string;
}

/** What the caller gives when a request is approved. */
export type NewApproval = Omit<
  ApprovalRecord,
  'state' | 'uses' | 'revokedAt' | 'revokedBy' | 'revokedBecause'
>;

/** A permission to run one action once, from its decision to its outcome. */
export interface GrantRecord {
  id: string;
  state: GrantState;
  evaluationId: string;
  approvalId?: string;
  agent: string;
  executor: string;
  action: string;
  target: string;
  actionDigest: Digest;
  packetDigest: Digest;
  /** Id of the decision's ledger entry; it must be sealed before the grant is given out. */
  entryId: string;
  enforcement: Enforcement;
  createdAt: string;
  /** While pending: until when it can be issued. Once issued: until when it can be redeemed. */
  expiresAt: string;
  issuedAt?: string;
  /** The signed grant, once issued. */
  jws?: string;
  revokedAt?: string;
  revokedBecause?: string;
}

/** What the caller gives when an action is permitted. */
export type NewGrant = Omit<
  GrantRecord,
  'state' | 'issuedAt' | 'jws' | 'revokedAt' | 'revokedBecause'
>;

/** A grant traded in. */
export interface RedemptionRecord {
  grantId: string;
  executor: string;
  /** Chosen by the executor; unique among its redemptions. */
  executionId: string;
  redeemedAt: string;
  /** Until when the same execution may redeem again and should report. */
  leaseExpiresAt: string;
  /** In `observe`: what would have been refused, and why. */
  observed?: JsonObject;
}

/** One use of a standing approval. */
export interface StandingUse {
  policy: string;
  standing: string;
  /** The grant that was redeemed under it; a grant counts once. */
  grantId: string;
  at: string;
}

/** What came of a redemption. */
export interface OutcomeRecord {
  grantId: string;
  executionId: string;
  status: OutcomeStatus;
  at: string;
  detail?: string;
  /** Executor, or the person who settled it; absent where the lease lapsed. */
  by?: string;
}

/** A message that must leave, written in the transaction that causes it. */
export interface OutboxMessage {
  id: string;
  /** What it is about, such as `request.opened`; the one who delivers chooses by it. */
  topic: string;
  /** Names the effect: a second message with the same key is not kept, and a receiver may know doubles by it. */
  key: string;
  payload: JsonObject;
  createdAt: string;
  /** Not before this instant. */
  availableAt: string;
  /** How often it was claimed. */
  attempts: number;
  deliveredAt?: string;
  lastError?: string;
}

/** One line of the exported history, with what is needed to decide who may see it. */
export interface RecordingRow {
  recording: Recording;
  evaluationId: string;
  requestId?: string;
  agent: string;
  target: string;
  owner?: string;
}

/** One leaf with its place. */
export interface LedgerLeaf {
  /** Id of the row; not the place. */
  entryId: string;
  /** Place in the tree, from 0. */
  index: number;
  /** The bytes that were hashed: canonical JSON in UTF-8. */
  bytes: Uint8Array;
  /** RFC 6962 leaf hash, 32 bytes. */
  hash: Uint8Array;
}

/** The tree as far as entries have their place. */
export interface LedgerHead {
  /** Number of leaves. */
  size: number;
  /** RFC 6962 root, 32 bytes. */
  root: Uint8Array;
}

/** A signed tree head. */
export interface CheckpointRecord extends LedgerHead {
  /** The signed note, C2SP. */
  note: string;
  signedAt: string;
}

/** Where an entry stands. */
export interface Seal {
  index: number;
  /** Size of the earliest checkpoint that covers it. */
  checkpointSize: number;
  signedAt: string;
}

/** How the ledger is doing. */
export interface LedgerStatus {
  /** Leaves that have their place. */
  size: number;
  checkpoint?: { size: number; signedAt: string };
  /** Committed entries that no checkpoint covers yet. */
  unsealed: number;
  /** Age in seconds of the oldest of them by the database's clock; 0 when there is none. */
  behindSeconds: number;
}
