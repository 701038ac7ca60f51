import type { LedgerEntry, Packet, Requirement } from '@countersign/model';
import { canonicalJson, digestText, type JsonValue } from '@countersign/model';
import type { EvaluationRecord, GrantRecord, RequestRecord } from '../records';
import type { CountersignStore, StoreTransaction } from '../types';
import type { TestClock } from './TestClock';

const REQUIREMENT: Requirement = {
  approvers: { from: 'group:default/payments', count: 2 },
  deadlineMinutes: 60,
  separation: [],
  reasonRequired: false,
};

/** Writes the stations of the path with as little as each needs; ids count up. */
export class Path {
  private count = 0;

  constructor(
    readonly store: CountersignStore,
    readonly clock: TestClock,
    private readonly prefix = '',
  ) {}

  id(kind: string): string {
    return `${this.prefix}${kind}-${String(++this.count).padStart(4, '0')}`;
  }

  entry(type: LedgerEntry['type'], id: string): LedgerEntry {
    return { entryVersion: 1, type, at: this.clock.at(0), id, digests: {} };
  }

  async evaluate(more: Partial<EvaluationRecord> = {}): Promise<EvaluationRecord> {
    return this.store.transaction(async tx => {
      const id = this.id('evaluation');
      const body = canonicalJson({
        ...PACKET,
        at: this.clock.at(0),
        resource: { ...PACKET.resource, title: id },
      } as unknown as JsonValue);
      const evaluation: EvaluationRecord = {
        id,
        at: this.clock.at(0),
        packetDigest: digestText(body),
        actionDigest: digestText(`action of ${id}`),
        agent: 'agent-1',
        executor: 'executor-1',
        action: 'service.restart',
        target: 'component:default/checkout',
        owner: 'group:default/payments',
        decision: 'require_approval',
        level: 'high',
        score: 61,
        rule: { policy: 'guardrail', rule: 'ask' },
        enforcement: 'enforce',
        entryId: await tx.appendEntry(this.entry('decision.made', id)),
        ...more,
      };
      await tx.addEvaluation(evaluation, { digest: evaluation.packetDigest, body });
      return evaluation;
    });
  }

  async open(
    evaluation: EvaluationRecord,
    assignees: readonly string[] = ['user:default/ada', 'user:default/ben'],
    more: Partial<RequestRecord> = {},
  ) {
    return this.store.transaction(tx => tx.openRequest(this.request(evaluation, more), assignees));
  }

  request(evaluation: EvaluationRecord, more: Partial<RequestRecord> = {}) {
    const { packetDigest, actionDigest, agent, action, target, owner, level, score } = evaluation;
    return {
      id: this.id('request'),
      evaluationId: evaluation.id,
      requestedBy: 'external:agent-1',
      ...{ packetDigest, actionDigest, agent, action, target, level, score },
      ...(owner !== undefined && { owner }),
      requirement: REQUIREMENT,
      resolved: {
        approvers: {
          from: 'group:default/payments',
          count: 2,
          refs: ['group:default/payments'],
          missing: [],
          eligible: ['user:default/ada', 'user:default/ben'],
          excluded: [],
        },
        eligible: ['user:default/ada', 'user:default/ben'],
        missing: [],
        fulfillable: true,
        because: [],
      },
      createdAt: this.clock.at(0),
      expiresAt: this.clock.at(60),
      ...more,
    };
  }

  async review(requestId: string, by: string, vote: 'approve' | 'refuse' = 'approve') {
    return this.store.transaction(tx =>
      tx.addReview({
        id: this.id('review'),
        requestId,
        requestVersion: 1,
        by,
        vote,
        at: this.clock.at(0),
      }),
    );
  }

  async move(requestId: string, event: 'review' | 'reach_quorum' | 'refuse' | 'cancel') {
    return this.store.transaction(tx =>
      tx.moveRequest({ requestId, event, at: this.clock.at(0), because: 'because' }),
    );
  }

  async approve(request: RequestRecord, maxUses = 1) {
    const { packetDigest, actionDigest, agent } = request;
    return this.store.transaction(tx =>
      tx.addApproval({
        id: this.id('approval'),
        requestId: request.id,
        requestVersion: request.version,
        ...{ packetDigest, actionDigest, agent },
        approvedAt: this.clock.at(0),
        validUntil: this.clock.at(30),
        maxUses,
      }),
    );
  }

  async permit(evaluation: EvaluationRecord, approvalId?: string): Promise<GrantRecord> {
    const { packetDigest, actionDigest, agent, action, target, entryId, enforcement } = evaluation;
    return this.store.transaction(tx =>
      tx.addGrant({
        id: this.id('grant'),
        evaluationId: evaluation.id,
        ...(approvalId !== undefined && { approvalId }),
        executor: 'executor-1',
        ...{ packetDigest, actionDigest, agent, action, target, entryId, enforcement },
        createdAt: this.clock.at(0),
        expiresAt: this.clock.at(10),
      }),
    );
  }

  /** Gives every entry its place and a checkpoint over them, with a note that nobody verifies. */
  async seal(): Promise<void> {
    while ((await this.store.sequence(1000))?.placed) {
      // Until nothing waits.
    }
    const head = await this.store.ledgerHead();
    await this.store.addCheckpoint({ ...head, note: 'unsigned', signedAt: this.clock.at(0) });
  }

  async issue(grantId: string, jws = `jws of ${grantId}`) {
    return this.store.transaction(tx =>
      tx.issueGrant({ grantId, jws, at: this.clock.at(0), expiresAt: this.clock.at(5) }),
    );
  }

  /** A grant that is ready to be redeemed. */
  async issued(approvalId?: string): Promise<GrantRecord> {
    const grant = await this.permit(await this.evaluate(), approvalId);
    await this.seal();
    await this.issue(grant.id);
    return grant;
  }

  async redeem(grantId: string, executionId: string, more: { executor?: string } = {}) {
    return this.store.transaction(tx => this.redeemIn(tx, grantId, executionId, more));
  }

  async redeemIn(
    tx: StoreTransaction,
    grantId: string,
    executionId: string,
    more: { executor?: string } = {},
  ) {
    return tx.redeemGrant({
      grantId,
      executor: 'executor-1',
      executionId,
      at: this.clock.at(0),
      leaseExpiresAt: this.clock.at(15),
      ...more,
    });
  }

  async report(grantId: string, executionId: string, status: 'succeeded' | 'failed' = 'succeeded') {
    return this.store.transaction(tx =>
      tx.recordOutcome({ grantId, executionId, status, at: this.clock.at(0), detail: 'done' }),
    );
  }
}

const PACKET: Packet = {
  packetVersion: 1,
  proposal: {
    subject: { type: 'agent', id: 'agent-1' },
    action: { name: 'service.restart' },
    resource: { type: 'catalog_entity', id: 'component:default/checkout' },
    context: { executor: 'executor-1' },
  },
  resource: {
    ref: 'component:default/checkout',
    known: true,
    owner: 'group:default/payments',
    ownerAncestors: [],
    tags: [],
  },
  factors: {
    effects: {
      performance: 'none',
      security: 'none',
      dataAccess: 'none',
      serviceDisruption: 'minor',
    },
    blastRadius: { size: 0, tier0: 0, tier1: 0, depth: 0, owners: [], hits: [] },
    rollbackPlan: 'none',
    confidence: 1,
    missing: [],
    sources: [],
  },
  at: '2026-11-22T12:00:00.000Z',
  actionDigest: digestText('action'),
  catalogDigest: digestText('catalog'),
  policies: [],
  enforcement: 'enforce',
  decision: {
    decision: 'require_approval',
    level: 'high',
    score: 61,
    derivation: { band: 'contained', raises: [] },
    contributions: [],
    rules: [],
    reasons: ['asked'],
    requirement: REQUIREMENT,
    faults: [],
  },
};
