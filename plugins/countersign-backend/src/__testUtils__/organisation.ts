import type { Entity } from '@backstage/catalog-model';

/*
 * A small organisation for the tests. Payments owns payments-api, on which the shop depends; Ada and
 * Ben are in Payments, Rita too, who registered the agent; Carl works elsewhere.
 */

const relation = (type: string, targetRef: string) => ({ type, targetRef });

function entity(
  kind: string,
  name: string,
  relations: [type: string, targetRef: string][],
  more: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...more },
    spec: {},
    relations: relations.map(([type, target]) => relation(type, target)),
  };
}

export const ENTITIES: Entity[] = [
  entity('Group', 'payments', [['hasMember', 'user:default/rita']], { title: 'Payments' }),
  entity('Group', 'payments-core', [['childOf', 'group:default/payments']]),
  entity('Group', 'shop', []),
  entity('Group', 'platform', []),
  entity('User', 'ada', [['memberOf', 'group:default/payments-core']], { title: 'Ada' }),
  entity('User', 'ben', [['memberOf', 'group:default/payments-core']]),
  entity('User', 'rita', [['memberOf', 'group:default/payments']]),
  entity('User', 'carl', [['memberOf', 'group:default/shop']]),
  entity('User', 'pat', [['memberOf', 'group:default/platform']]),
  entity('Component', 'payments-api', [['ownedBy', 'group:default/payments']], {
    title: 'Payments API',
    labels: { 'countersign.dev/tier': '1' },
  }),
  entity('Component', 'shop-web', [
    ['ownedBy', 'group:default/shop'],
    ['dependsOn', 'component:default/payments-api'],
  ]),
  entity('Component', 'playground', [['ownedBy', 'group:default/shop']]),
];

export const GUARDRAIL = `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: guardrail
  owner: group:default/platform
spec:
  layer: guardrail
  impact:
    bands: { contained: 0, local: 5, wide: 20 }
    matrix:
      read_only: { contained: low, local: low, wide: low, systemic: low }
      reversible: { contained: low, local: moderate, wide: high, systemic: high }
      externally_reversible: { contained: moderate, local: high, wide: high, systemic: critical }
      irreversible: { contained: high, local: critical, wide: critical, systemic: critical }
  fallback:
    require:
      approvers: { from: 'group:default/platform' }
  rules:
    - name: never-purge
      kind: mandatory
      when: action.name == 'data.purge'
      decision: deny
      reason: Data is never deleted by an agent.
    - name: small-goes
      kind: default
      when: impact.level == 'low'
      decision: allow
      reason: It is small and can be undone.
    - name: owners-decide
      kind: default
      decision: require_approval
      reason: The owners of the service decide.
      require:
        approvers: { from: owners(resource), count: 1 }
        deadline: 4h
`;

/** As {@link GUARDRAIL}, and Payments wants two of its people for everything, with a reason. */
export const PAYMENTS_POLICY = `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: payments
  owner: group:default/payments
spec:
  layer: scope
  covers: [{ owner: 'group:default/payments' }]
  rules:
    - name: two-of-us
      decision: require_approval
      reason: Two of Payments decide.
      require:
        approvers: { from: owners(resource), count: 2 }
        reasonRequired: true
`;
