import { parse } from 'yaml';

/** A scope policy that uses every part of the language once. */
export const SCOPE = parse(`
apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: payments
  title: Payments
  owner: group:default/payments
  reviewBy: '2027-05-01'
  controls: [{ id: SOC 2 CC8.1, rules: [ask] }]
spec:
  layer: scope
  mode: active
  covers:
    - owner: group:default/payments
    - system: system:default/shop
    - component: component:default/ledger
  windows:
    day: { zone: Europe/London, days: [mon, fri], from: '09:00', to: '24:00' }
  holds:
    - name: december
      zone: Europe/London
      from: 2026-12-19T18:00
      to: 2027-01-04T08:00
      reason: Nobody is here.
    - name: by-day
      window: day
      when: action.name == 'database.drop'
      reason: Customers are awake.
  requiredFields:
    - name: say-why
      fields: [rationale, properties.replicas]
      reason: Reviewers need it.
  standing:
    - name: restarts
      when: action.name == 'deployment.restart'
      rate: { count: 3, within: 1d }
      count: 100
      until: '2027-01-31'
      reason: It always went well.
  exceptions:
    - name: move
      from: [december]
      owner: group:default/payments
      until: '2026-12-24'
      reason: The move cannot wait.
  rules:
    - name: ask
      when: inWindow('day')
      decision: require_approval
      reason: The owners decide.
      require:
        approvers:
          all:
            - { from: owners(resource), count: 2 }
            - any: [{ from: oncall(resource) }, { from: 'role:incident-commander' }]
        deadline: 4h
        separation: [agent_owners]
        assurance: fresh_sign_in
        reasonRequired: true
        reminders: [1h, 2h]
        escalation:
          steps: [{ after: 3h, to: { from: group:default/platform } }]
          end: wait
    - name: rest
      decision: deny
      reason: Nothing else runs.
`) as object;

/** A guardrail that does. */
export const GUARDRAIL = parse(`
apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: organisation, owner: group:default/governance }
spec:
  layer: guardrail
  impact:
    bands: { contained: 0, local: 3, wide: 10 }
    matrix:
      read_only: { contained: low, local: low, wide: low, systemic: low }
      reversible: { contained: low, local: moderate, wide: moderate, systemic: high }
      externally_reversible: { contained: moderate, local: high, wide: high, systemic: critical }
      irreversible: { contained: high, local: high, wide: critical, systemic: critical }
    raises:
      - { name: tier-0, when: has(resource.tier) && resource.tier == 0, by: 1 }
      - { name: data, when: impact.effects.dataAccess == 'major', to: high }
  roles:
    incident-commander: [group:default/incident-commanders]
  levels:
    high: { separation: [agent_owners], assurance: fresh_sign_in, reasonRequired: true }
  fallback:
    uncovered: deny
    require: { approvers: { from: group:default/governance } }
  breakGlass:
    approvers: { from: 'role:incident-commander' }
    page: [group:default/governance]
  rules:
    - { name: never, kind: mandatory, when: action.name == 'database.drop', decision: deny, reason: No. }
    - { name: rest, kind: default, decision: allow, reason: Harmless. }
`) as object;

/** A document of policy tests. */
export const POLICY_TEST = parse(`
apiVersion: countersign.dev/v1
kind: PolicyTest
metadata: { name: payments }
spec:
  policies: [payments.policy.yaml]
  at: '2026-11-16T12:00:00Z'
  defaults: { action: deployment.restart }
  cases:
    - name: by day
      given: { impact: { blastRadius: 3 } }
      expect: { decision: require_approval, rule: ask }
    - name: from a recording
      recording: { set: example, id: r-1 }
      expect: { level: low, score: { max: 20 } }
`) as object;
