import { emptyRoot } from '@countersign/tlog';
import type {
  ApprovalRecord,
  CheckpointRecord,
  EvaluationRecord,
  GrantRecord,
  LedgerHead,
  OutboxMessage,
  OutcomeRecord,
  PacketRecord,
  PolicyFault,
  PolicyInForce,
  PolicyVersion,
  RedemptionRecord,
  RequestEventRecord,
  RequestRecord,
  ReviewRecord,
  StandingUse,
} from '../records';
import type { IdempotentCall, StoredResponse } from '../types';

/** Rows by key. A change can be taken back as long as its transaction is open. */
export class MemoryTable<T> {
  private readonly rows = new Map<string, T>();

  constructor(private readonly undo: (() => void)[]) {}

  get(key: string): T | undefined {
    return this.rows.get(key);
  }

  has(key: string): boolean {
    return this.rows.has(key);
  }

  set(key: string, row: T): T {
    const before = this.rows.get(key);
    const existed = this.rows.has(key);
    this.undo.push(() => (existed ? this.rows.set(key, before!) : this.rows.delete(key)));
    this.rows.set(key, row);
    return row;
  }

  delete(key: string): void {
    const before = this.rows.get(key);
    if (before !== undefined) {
      this.undo.push(() => this.rows.set(key, before));
      this.rows.delete(key);
    }
  }

  /** In the order of their first writing. Costs a walk over everything. */
  where(matches: (row: T) => boolean): T[] {
    return [...this.rows.values()].filter(matches);
  }

  find(matches: (row: T) => boolean): T | undefined {
    return this.where(matches)[0];
  }
}

/** One ledger row; `index` is absent until it has its place. */
export interface MemoryLeaf {
  id: number;
  at: string;
  bytes: Uint8Array;
  hash: Uint8Array;
  index?: number;
}

/** What is one of a kind. */
interface Single {
  policyRevision: number;
  policyFault?: PolicyFault;
  ledgerHead: LedgerHead;
  nextId: number;
}

/** Everything that the memory store keeps. Records are replaced, never changed. */
export class MemoryTables {
  private readonly undo: (() => void)[] = [];
  private single: Single = {
    policyRevision: 0,
    ledgerHead: { size: 0, root: emptyRoot() },
    nextId: 1,
  };

  readonly versions = new MemoryTable<PolicyVersion>(this.undo);
  readonly spans = new MemoryTable<PolicyInForce & { id: number }>(this.undo);
  readonly packets = new MemoryTable<PacketRecord>(this.undo);
  readonly evaluations = new MemoryTable<EvaluationRecord>(this.undo);
  readonly requests = new MemoryTable<RequestRecord>(this.undo);
  readonly assignees = new MemoryTable<ReadonlySet<string>>(this.undo);
  readonly reviews = new MemoryTable<ReviewRecord>(this.undo);
  readonly events = new MemoryTable<RequestEventRecord>(this.undo);
  readonly approvals = new MemoryTable<ApprovalRecord>(this.undo);
  readonly grants = new MemoryTable<GrantRecord>(this.undo);
  readonly redemptions = new MemoryTable<RedemptionRecord>(this.undo);
  readonly outcomes = new MemoryTable<OutcomeRecord>(this.undo);
  readonly standingUses = new MemoryTable<StandingUse>(this.undo);
  readonly outbox = new MemoryTable<OutboxMessage>(this.undo);
  readonly keys = new MemoryTable<IdempotentCall & { response?: StoredResponse }>(this.undo);
  readonly pseudonyms = new MemoryTable<string>(this.undo);
  readonly leaves = new MemoryTable<MemoryLeaf>(this.undo);
  readonly nodes = new MemoryTable<Uint8Array>(this.undo);
  readonly checkpoints = new MemoryTable<CheckpointRecord>(this.undo);

  constructor(readonly now: () => Promise<string>) {}

  get state(): Readonly<Single> {
    return this.single;
  }

  setState(change: Partial<Single>): void {
    const before = this.single;
    this.undo.push(() => (this.single = before));
    this.single = { ...before, ...change };
  }

  nextId(): number {
    const id = this.single.nextId;
    this.setState({ nextId: id + 1 });
    return id;
  }

  commit(): void {
    this.undo.length = 0;
  }

  rollBack(): void {
    while (this.undo.length > 0) {
      this.undo.pop()!();
    }
  }
}
