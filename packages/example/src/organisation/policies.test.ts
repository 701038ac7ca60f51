import { assess, createTopologyIndex } from '@countersign/impact';
import type { Decision, Proposal } from '@countersign/model';
import { checkPolicySet, decide } from '@countersign/policy';
import { loadExamplePeople } from './loadExamplePeople';
import { loadExamplePolicies, parseExamplePolicies } from './loadExamplePolicies';
import { loadExampleTopology } from './loadExampleTopology';

// A busy machine may be slow; nothing here is about time.
jest.setTimeout(120_000);

const PLAN = { rollbackPlan: { description: 'Back.', testedAt: '2026-11-01T00:00:00.000Z' } };
const MONDAY_NOON = '2026-11-16T12:00:00.000Z';
const MONDAY_MIDNIGHT = '2026-11-16T23:30:00.000Z';

describe('the shipped policies', () => {
  const parsed = parseExamplePolicies();

  it('are a guardrail and four scope policies', () => {
    const layers = parsed.map(({ policy }) => policy?.document.spec.layer);
    expect(layers.filter(layer => layer === 'guardrail')).toHaveLength(1);
    expect(layers.filter(layer => layer === 'scope')).toHaveLength(4);
  });

  it('check without a finding, alone and together', () => {
    expect(parsed.flatMap(({ uri, diagnostics }) => diagnostics.map(one => [uri, one]))).toEqual(
      [],
    );
    expect(checkPolicySet(parsed)).toEqual([]);
  });

  it('are owned by groups that are there, and cover what is there', () => {
    const topology = loadExampleTopology();
    const refs = new Set(
      [...topology.groups, ...topology.entities, ...loadExamplePeople()].map(({ ref }) => ref),
    );
    for (const { policy } of parsed) {
      const { metadata, spec } = policy!.document;
      const covered = spec.layer === 'scope' ? spec.covers.flatMap(one => Object.values(one)) : [];
      const named =
        JSON.stringify(spec).match(/(?:group|user|component):default\/[a-z0-9.-]+/g) ?? [];
      expect([metadata.owner, ...covered, ...named].filter(ref => !refs.has(ref))).toEqual([]);
    }
  });
});

describe('what the shipped policies decide', () => {
  const policies = loadExamplePolicies();
  const index = createTopologyIndex(loadExampleTopology(MONDAY_NOON));

  function decided(
    action: string,
    target: string,
    {
      at = MONDAY_NOON,
      properties,
      ...context
    }: Proposal['context'] & { at?: string; properties?: Proposal['action']['properties'] } = {},
  ): Decision {
    const proposal: Proposal = {
      subject: { type: 'agent', id: 'remediator' },
      action: { name: action, ...(properties && { properties }) },
      resource: { type: 'component', id: target },
      context,
    };
    const { resource, factors } = assess(proposal, index, at);
    const decision = decide(policies, { proposal, resource, factors, at });
    expect(decision.faults).toEqual([]);
    return decision;
  }
  const ruleOf = ({ decision, rule }: Decision) => `${decision} ${rule?.policy}/${rule?.rule}`;
  const fresh = { properties: { hoursSinceStaging: 0.2 } };

  it.each<[string, string, string, Parameters<typeof decided>[2]]>([
    ['a look at anything', 'diagnostics.read', 'card-vault', {}],
    ['a restart that nobody notices', 'service.restart', 'declarations', {}],
    [
      'a fresh release of quotes by day with a plan',
      'deployment.deploy',
      'quotes',
      { ...PLAN, ...fresh },
    ],
    [
      'a restart of payments in an incident',
      'service.restart',
      'payments',
      { incidents: ['INC-1'] },
    ],
    [
      'one more replica of checkout',
      'service.scale',
      'checkout',
      { properties: { replicas: 5, replicasBefore: 4 } },
    ],
    ['an hour of silence', 'alert.silence', 'audit-trail', { properties: { minutes: 60 } }],
  ])('lets through %s', (_, action, target, more) => {
    expect(decided(action, target, more).decision).toBe('allow');
  });

  it.each<[string, string, string, Parameters<typeof decided>[2], string]>([
    [
      'the books being deleted',
      'data.purge',
      'resource:default/ledger-db',
      PLAN,
      'never-touch-the-books',
    ],
    [
      'people being carried away',
      'data.export',
      'resource:default/account-db',
      PLAN,
      'never-carry-people-away',
    ],
    ['a high impact without a plan', 'config.change', 'config-service', {}, 'high-needs-a-plan'],
    [
      'a cold cache by day',
      'cache.purge',
      'resource:default/tracking-cache',
      PLAN,
      'cold-cache-by-day',
    ],
    [
      'a change in the sort wave',
      'deployment.deploy',
      'sort-plan',
      { ...PLAN, ...fresh, at: MONDAY_MIDNIGHT },
      'nothing-changes-in-the-sort-wave',
    ],
    [
      'an invoice service changed in its night',
      'deployment.deploy',
      'tax-rules',
      { ...PLAN, ...fresh, at: '2026-12-01T03:00:00.000Z' },
      'invoice-night',
    ],
  ])('denies %s', (_, action, target, more, rule) => {
    expect(decided(action, target, more)).toMatchObject({ decision: 'deny', rule: { rule } });
  });

  it('asks two of the owners about what holds cards', () => {
    const decision = decided('deployment.deploy', 'payments', { ...PLAN, ...fresh });
    expect(ruleOf(decision)).toBe('require_approval payments/cards-and-books-take-two');
    expect(decision.requirement?.approvers).toEqual({ from: 'owners(resource)', count: 2 });
  });

  it('asks an owner and a duty manager about what cannot be undone', () => {
    const decision = decided('data.purge', 'resource:default/label-store', PLAN);
    expect(decision.rules.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['final-takes-two', 'data-of-people']),
    );
    expect(decision.level).toBe('critical');
    expect(decision.requirement).toMatchObject({ reasonRequired: true });
    expect(decision.requirement?.separation).toContain('agent_owners');
  });

  it('asks those who stand on the platform', () => {
    const decision = decided('config.change', 'config-service', PLAN);
    expect(JSON.stringify(decision.requirement)).toContain('owners(blastRadius)');
  });

  it('asks for somebody on site before a belt may start', () => {
    const decision = decided('service.restart', 'sorter-control', { incidents: ['INC-1'] });
    expect(JSON.stringify(decision.requirement)).toContain('user:default/piotr.zielinski');
  });

  it('asks the owner about a release that waited too long', () => {
    const stale = { ...PLAN, properties: { hoursSinceStaging: 30 } };
    expect(ruleOf(decided('deployment.deploy', 'parcel-tracker', stale))).toBe(
      'require_approval tracking/stale-release',
    );
  });

  it('asks out of hours about tier 0, and not in an incident', () => {
    const night = { ...PLAN, at: '2026-11-17T03:00:00.000Z' };
    expect(ruleOf(decided('service.scale', 'bookings', night))).toContain('nobody-is-there');
    const incident = { ...night, incidents: ['INC-1'] };
    expect(decided('service.scale', 'bookings', incident).decision).toBe('allow');
  });

  it('raises the level for personal data and for security', () => {
    const raises = (action: string, target: string) =>
      decided(action, target, PLAN).derivation.raises.map(({ name }) => name);
    expect(raises('job.run', 'claims')).toContain('personal-data');
    expect(raises('certificate.renew', 'promotions')).toContain('security-boundary');
    expect(raises('instance.terminate', 'resource:default/depot-fax-bridge')).toContain(
      'low-confidence',
    );
  });

  it('asks the fallback approvers about what nobody can judge', () => {
    for (const [action, target] of [
      ['mesh.rebalance', 'quotes'],
      ['service.restart', 'host:default/vm-legacy-4'],
    ] as const) {
      const decision = decided(action, target, PLAN);
      expect(decision).toMatchObject({ decision: 'require_approval', level: 'unknown' });
      expect(JSON.stringify(decision.requirement)).toContain('group:default/reliability');
    }
  });
});
