import type { DecisionInput } from '@countersign/model';

/** A guardrail with matrix, raises, fallback and rules, as small as it can be. */
export const GUARDRAIL = `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: organisation
  owner: group:default/platform
spec:
  layer: guardrail
  impact:
    bands: { contained: 0, local: 3, wide: 10 }
    matrix:
      read_only: { contained: low, local: low, wide: low, systemic: moderate }
      reversible: { contained: low, local: moderate, wide: moderate, systemic: high }
      externally_reversible: { contained: moderate, local: moderate, wide: high, systemic: critical }
      irreversible: { contained: high, local: high, wide: critical, systemic: critical }
    raises:
      - name: tier-0
        when: has(resource.tier) && resource.tier == 0
        by: 1
      - name: personal-data
        when: impact.effects.dataAccess == 'major'
        to: high
  fallback:
    require:
      approvers: { from: group:default/platform }
      deadline: 4h
  windows:
    office-hours:
      zone: Europe/London
      days: [mon, tue, wed, thu, fri]
      from: '09:00'
      to: '17:00'
  rules:
    - name: never-drop-data
      kind: mandatory
      when: action.name == 'database.drop'
      decision: deny
      reason: Databases are dropped by people.
    - name: critical-needs-two
      kind: mandatory
      when: atLeast(impact.level, 'critical')
      decision: require_approval
      reason: A critical action needs two people of the platform team.
      require:
        approvers: { from: group:default/platform, count: 2 }
        deadline: 2h
        separation: [agent_owners]
    - name: low-by-day
      kind: default
      when: impact.level == 'low' && inWindow('office-hours')
      decision: allow
      reason: Harmless actions run by themselves in office hours.
    - name: ask-the-owner
      kind: default
      decision: require_approval
      reason: The owner of the target decides.
      require:
        approvers: { from: owners(resource) }
`;

/** A scope policy beside it. */
export const SCOPE = `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: payments
  owner: group:default/payments
spec:
  layer: scope
  covers:
    - owner: group:default/payments
  rules:
    - name: restarts
      when: action.name == 'deployment.restart' && !atLeast(impact.level, 'high')
      decision: allow
      reason: Payments lets agents restart its services.
    - name: scaling
      when: action.name == 'deployment.scale' && action.properties.replicas <= 5
      decision: require_approval
      reason: Scaling costs money.
      require:
        approvers: { from: owners(resource) }
        deadline: 1h
        reasonRequired: true
`;

/** Something to decide: a restart of a payments service on a Monday morning in London. */
export function example(change: (input: DecisionInput) => void = () => undefined): DecisionInput {
  const input: DecisionInput = {
    proposal: {
      subject: { type: 'agent', id: 'remediator' },
      action: { name: 'deployment.restart', properties: { replicas: 3 } },
      resource: { type: 'component', id: 'component:default/checkout' },
      context: { rationale: 'It leaks memory.', incidents: ['INC-1'] },
    },
    resource: {
      ref: 'component:default/checkout',
      known: true,
      kind: 'component',
      title: 'Checkout',
      owner: 'group:default/payments',
      ownerAncestors: ['group:default/commerce'],
      system: 'system:default/shop',
      tier: 1,
      tags: ['java'],
    },
    factors: {
      actionType: 'deployment.restart',
      reversibility: 'reversible',
      effects: {
        performance: 'minor',
        security: 'none',
        dataAccess: 'none',
        serviceDisruption: 'minor',
      },
      blastRadius: { size: 2, tier0: 0, tier1: 1, depth: 1, owners: [], hits: [] },
      rollbackPlan: 'none',
      confidence: 1,
      missing: [],
      sources: [],
    },
    at: '2026-11-23T10:00:00.000Z',
  };
  change(input);
  return input;
}
