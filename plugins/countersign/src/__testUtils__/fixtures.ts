import type {
  LedgerEntries,
  PolicyInForce,
  RequestDetail,
  RequestSummary,
  Status,
} from '@countersign/client';
import type { Digest, Level } from '@countersign/model';

/*
 * What a Countersign might answer, for component tests. Times are relative to now, because the
 * components count from it.
 */

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}`;

/** RFC 3339, so many minutes from now; negative for the past. */
export function minutesFromNow(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString();
}

/** A request in the queue. */
export function requestSummary(change: Partial<RequestSummary> = {}): RequestSummary {
  return {
    id: 'req-1',
    state: 'pending',
    version: 1,
    createdAt: minutesFromNow(-5),
    expiresAt: minutesFromNow(42.5),
    subject: { type: 'agent', id: 'remediator' },
    action: { name: 'service.restart', title: 'Restart a service' },
    resource: {
      ref: 'component:default/checkout-api',
      known: true,
      owner: 'group:default/payments',
      tier: 1,
      system: 'system:default/checkout',
    },
    level: 'high',
    score: 62,
    reversibility: 'reversible',
    blastRadius: { size: 7, tier0: 1, tier1: 3 },
    reason: 'A restart of a tier 1 service outside its maintenance window asks its owner.',
    approvals: 0,
    mayReview: true,
    ...change,
  };
}

const ACTIONS = [
  ['service.restart', 'Restart a service'],
  ['deployment.rollback', 'Roll back to an earlier version'],
  ['flag.set', 'Set a feature flag'],
  ['service.failover', 'Fail over to the standby'],
  ['database.migrate', 'Migrate a database schema'],
] as const;
const SERVICES = ['checkout-api', 'ledger-writer', 'search-index', 'mail-gateway', 'identity'];
const LEVELS: Level[] = ['low', 'moderate', 'high', 'critical', 'unknown'];

/** So many requests of every kind, each with an id and a deadline of its own. */
export function requestSummaries(count: number): RequestSummary[] {
  return Array.from({ length: count }, (_, index) => {
    const [name, title] = ACTIONS[index % ACTIONS.length]!;
    const service = SERVICES[(index * 3) % SERVICES.length]!;
    return requestSummary({
      id: `req-${index + 1}`,
      action: { name, title },
      level: LEVELS[(index * 7) % LEVELS.length]!,
      score: (index * 37) % 101,
      expiresAt: minutesFromNow(8.5 + index * 11),
      createdAt: minutesFromNow(-index - 1),
      resource: {
        ...requestSummary().resource,
        ref: `component:default/${service}`,
        tier: index % 4,
        known: index % 11 !== 10,
      },
      blastRadius: { size: (index * 5) % 23, tier0: index % 3, tier1: index % 5 },
      approvals: index % 2,
      mayReview: index % 3 !== 1,
    });
  });
}

const PATH = ['checkout-api', 'basket', 'storefront', 'mobile-bff'].map(
  name => `component:default/${name}`,
);
const HITS = [
  ['basket', 1, 1, 'shopping', 2],
  ['order-history', 1, 2, 'shopping', 2],
  ['invoicing', 1, 1, 'finance', 2],
  ['storefront', 2, 0, 'web', 3],
  ['fraud-scoring', 2, 1, 'risk', 3],
  ['mobile-bff', 3, 2, 'mobile', 4],
  ['partner-reports', 3, 3, undefined, 4],
] as const;

/** Everything about one request, as its reviewer sees it. */
export function requestDetail(change: Partial<RequestDetail> = {}): RequestDetail {
  return {
    id: 'req-1',
    state: 'pending',
    version: 1,
    createdAt: minutesFromNow(-5),
    expiresAt: minutesFromNow(42.5),
    evaluationId: 'eval-1',
    proposal: {
      subject: { type: 'agent', id: 'remediator' },
      action: {
        name: 'service.restart',
        properties: {
          exec: {
            argv: ['kubectl', 'rollout', 'restart', 'deployment/checkout-api', '-n', 'shop prod'],
            cwd: '/srv/runbooks',
            env: { KUBECONFIG: '/etc/kube/prod.yaml', TOKEN: '[redacted]' },
          },
        },
      },
      resource: { type: 'component', id: 'component:default/checkout-api' },
      context: {
        rationale:
          'Heap usage of checkout-api has grown for six hours and two of five pods were killed for it. A rolling restart frees the heap while the fix is reviewed.',
        successCriteria: [
          { description: 'p95 latency of POST /orders is under 300 ms', withinMinutes: 15 },
          { description: 'No pod restarts by itself', withinMinutes: 60 },
        ],
        rollbackPlan: {
          description: 'kubectl rollout undo deployment/checkout-api -n "shop prod"',
          testedAt: minutesFromNow(-60 * 24 * 9),
        },
        executor: 'runbook-runner',
        incidents: ['INC-2041'],
        onBehalfOf: 'user:default/maria.lopez',
      },
    },
    redacted: false,
    agent: { id: 'remediator', title: 'Remediator', owner: 'group:default/sre' },
    actionType: {
      name: 'service.restart',
      title: 'Restart a service',
      description: 'Requests in flight are lost and caches start cold.',
    },
    resource: {
      ref: 'component:default/checkout-api',
      known: true,
      kind: 'component',
      owner: 'group:default/payments',
      ownerAncestors: ['group:default/commerce'],
      system: 'system:default/checkout',
      tier: 1,
      lifecycle: 'production',
      tags: ['java'],
    },
    factors: {
      actionType: 'service.restart',
      reversibility: 'reversible',
      effects: {
        performance: 'minor',
        security: 'none',
        dataAccess: 'none',
        serviceDisruption: 'minor',
      },
      blastRadius: {
        size: HITS.length,
        tier0: 1,
        tier1: 3,
        depth: 3,
        owners: ['finance', 'mobile', 'risk', 'shopping', 'web'].map(
          name => `group:default/${name}`,
        ),
        hits: HITS.map(([name, depth, tier, owner, length]) => ({
          ref: `component:default/${name}`,
          depth,
          tier,
          ...(owner && { owner: `group:default/${owner}` }),
          path: [...PATH.slice(0, length - 1), `component:default/${name}`],
        })),
      },
      rollbackPlan: 'tested',
      confidence: 0.9,
      missing: [],
      sources: [
        { factor: 'owner', source: 'catalog', observedAt: minutesFromNow(-2), confidence: 1 },
        {
          factor: 'dependencies',
          source: 'catalog',
          observedAt: minutesFromNow(-2),
          confidence: 0.9,
        },
      ],
    },
    decision: {
      decision: 'require_approval',
      level: 'high',
      score: 62,
      derivation: {
        reversibility: 'reversible',
        band: 'local',
        cell: 'moderate',
        raises: [{ name: 'tier-0-in-reach', from: 'moderate', to: 'high' }],
      },
      contributions: [
        { factor: 'level', points: 50 },
        { factor: 'blast radius', points: 9 },
        { factor: 'tier 0 in reach', points: 8 },
        { factor: 'tested rollback plan', points: -5 },
      ],
      rule: { policy: 'payments-services', rule: 'restart-outside-window' },
      rules: [
        {
          policy: 'payments-services',
          rule: 'restart-outside-window',
          decision: 'require_approval',
        },
      ],
      reasons: ['A restart of a tier 1 service outside its maintenance window asks its owner.'],
      requirement: {
        approvers: { from: 'owners(resource)', count: 1 },
        deadlineMinutes: 60,
        separation: ['agent_owners'],
        reasonRequired: false,
      },
      faults: [],
    },
    enforcement: 'enforce',
    packetDigest: digest('a'),
    actionDigest: digest('b'),
    explanation: {
      summary:
        'Restarting checkout-api outside its maintenance window asks one of its owners, because it is a tier 1 service. One tier 0 service depends on it, which raised the impact from moderate to high.',
      steps: [
        {
          kind: 'raise',
          label: 'Impact',
          text: 'reversible × local is moderate; tier-0-in-reach raises it to high',
        },
        {
          kind: 'rule',
          label: 'Policy',
          text: 'payments-services covers it as its owner’s policy',
        },
      ],
    },
    policyText: {
      policy: 'payments-services',
      digest: digest('c'),
      rule: 'restart-outside-window',
      startLine: 14,
      text: [
        '    - name: restart-outside-window',
        '      when: |',
        "        action.name == 'service.restart' &&",
        "        resource.tier <= 1 && !inWindow('maintenance')",
        '      decision: require_approval',
        '      reason: A restart of a tier 1 service outside its maintenance window asks its owner.',
        '      require:',
        '        approvers: { from: owners(resource) }',
        '        deadline: 60m',
        '',
      ].join('\n'),
    },
    requirement: {
      approvers: { from: 'owners(resource)', count: 1 },
      deadlineMinutes: 60,
      separation: ['agent_owners'],
      reasonRequired: false,
    },
    progress: {
      kind: 'count',
      from: 'owners(resource)',
      count: 1,
      approvedBy: [],
      eligible: [
        { ref: 'user:default/amara.okafor', title: 'Amara Okafor' },
        { ref: 'user:default/jonas.berg', title: 'Jonas Berg' },
      ],
      missingGroups: [],
      met: false,
    },
    fulfillable: true,
    reviews: [],
    timeline: [
      { at: minutesFromNow(-5.1), type: 'decision.made', result: 'require_approval' },
      { at: minutesFromNow(-5), type: 'request.opened', by: 'remediator' },
    ],
    mayReview: true,
    etag: '"req-1.1"',
    ...change,
  };
}

/** The request after somebody approved it. */
export function approvedDetail(): RequestDetail {
  const by = { ref: 'user:default/amara.okafor', title: 'Amara Okafor' };
  const pending = requestDetail();
  return {
    ...pending,
    state: 'approved',
    decidedAt: minutesFromNow(0),
    mayReview: false,
    mayNotReviewBecause: 'It is not pending any more.',
    reviews: [{ by, vote: 'approve', at: minutesFromNow(0) }],
    progress: {
      kind: 'count',
      from: 'owners(resource)',
      count: 1,
      approvedBy: [by.ref],
      eligible: [by],
      missingGroups: [],
      met: true,
    },
    approval: { id: 'apr-1', approvedUntil: minutesFromNow(60) },
  };
}

/** The status of a portal where all is well. */
export function status(change: Partial<Status> = {}): Status {
  return {
    policies: { inForce: 2, source: 'registry' },
    enforcement: { default: 'enforce', scopes: [] },
    catalog: { takenAt: minutesFromNow(-1), entities: 60 },
    ledger: {
      origin: 'example.org/countersign',
      size: 3,
      checkpointAt: minutesFromNow(-0.5),
      behindSeconds: 0,
      verifierKey: 'example.org/countersign+1f2e3d4c+AZm9vYmFy',
    },
    agents: [],
    executors: [],
    ...change,
  };
}

const GUARDRAIL = `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: organisation
  title: What holds for everyone
  owner: group:default/platform
spec:
  layer: guardrail
  rules:
    - name: irreversible-is-two
      kind: mandatory
      when: impact.level == 'critical'
      decision: require_approval
      reason: What is critical needs two people.
      require:
        approvers: { from: group:default/platform, count: 2 }
  fallback:
    require:
      approvers: { from: group:default/platform }
  impact:
    bands: { contained: 0, local: 10, wide: 25 }
    matrix:
      read_only: { contained: low, local: low, wide: low, systemic: low }
      reversible: { contained: low, local: moderate, wide: moderate, systemic: high }
      externally_reversible: { contained: moderate, local: moderate, wide: high, systemic: critical }
      irreversible: { contained: high, local: high, wide: critical, systemic: critical }
`;

const SCOPE = `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: payments-services
  title: Services of Payments
  owner: group:default/payments
spec:
  layer: scope
  covers:
    - owner: group:default/payments
  windows:
    maintenance: { zone: Europe/London, days: [tue, thu], from: '09:00', to: '11:00' }
  rules:
    - name: restart-outside-window
      when: |
        action.name == 'service.restart' &&
        resource.tier <= 1 && !inWindow('maintenance')
      decision: require_approval
      reason: A restart of a tier 1 service outside its maintenance window asks its owner.
      require:
        approvers: { from: owners(resource) }
        deadline: 60m
    - name: the-rest-by-itself
      decision: allow
      reason: Payments trusts its agents with what is left.
`;

/** A guardrail and a scope policy. */
export function policiesInForce(): PolicyInForce[] {
  const shared = {
    mode: 'active',
    publishedAt: minutesFromNow(-60 * 24 * 12),
    by: 'configuration',
    source: 'seed',
  } as const;
  return [
    {
      ...shared,
      name: 'payments-services',
      title: 'Services of Payments',
      layer: 'scope',
      digest: digest('c'),
      uri: 'payments.policy.yaml',
      text: SCOPE,
      why: 'Restarts at night woke the wrong people.',
    },
    {
      ...shared,
      name: 'organisation',
      title: 'What holds for everyone',
      layer: 'guardrail',
      digest: digest('d'),
      uri: 'organisation.policy.yaml',
      text: GUARDRAIL,
      why: 'The first guardrail.',
    },
  ];
}

/** So many leaves from an index on. */
export function ledgerEntries(start: number, limit: number, size: number): LedgerEntries {
  const types = ['decision.made', 'request.opened', 'request.reviewed', 'grant.issued'];
  const count = Math.max(0, Math.min(limit, size - start));
  return {
    size,
    entries: Array.from({ length: count }, (_, offset) => {
      const index = start + offset;
      return {
        index,
        hash: 'q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng=',
        leaf: JSON.stringify({
          entryVersion: 1,
          type: types[index % types.length],
          at: minutesFromNow((index - size) * 3),
          id: `req-${Math.floor(index / 4) + 1}`,
          by: index % 4 === 1 ? 'remediator' : undefined,
          digests: {},
          result: index % 4 === 0 ? 'require_approval' : undefined,
        }),
      };
    }),
  };
}

/** The signed note of a ledger of this size. */
export function checkpointNote(size: number): string {
  return `example.org/countersign\n${size}\nqL8mPpUS2TAtBTKqYyGyyTFS1Ny0CpuaJhO4vVF3hYI=\n\n\u2014 example.org/countersign Hy4tTGZvb2JhcmJhemZvb2JhcmJheg==\n`;
}
