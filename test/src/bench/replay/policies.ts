import { createPolicySet, parsePolicy, type Policy, type PolicySet } from '@countersign/policy';
import { REPLICAS, rulesWith } from './rules';

/** Name of the policy with the 25 rules. */
export const SCOPE = 'operations';

const WINDOWS = `  windows:
    by-day:
      zone: Europe/London
      days: [mon, tue, wed, thu, fri]
      from: '09:00'
      to: '17:30'
    nights:
      zone: Europe/London
      days: [sun, mon, tue, wed, thu, fri, sat]
      from: '22:00'
      to: '06:00'
`;

/** A guardrail with a matrix, raises and mandatory rules. */
export const GUARDRAIL_TEXT = `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: organisation
  owner: group:default/platform
spec:
  layer: guardrail
${WINDOWS}  impact:
    bands: { contained: 0, local: 3, wide: 10 }
    matrix:
      read_only: { contained: low, local: low, wide: low, systemic: moderate }
      reversible: { contained: low, local: low, wide: moderate, systemic: moderate }
      externally_reversible: { contained: moderate, local: moderate, wide: high, systemic: high }
      irreversible: { contained: high, local: high, wide: critical, systemic: critical }
    raises:
      - name: tier-0
        when: has(resource.tier) && resource.tier == 0
        by: 1
      - name: data
        when: impact.effects.dataAccess == 'major'
        by: 1
      - name: security
        when: impact.effects.security == 'major' || 'pci' in resource.tags
        to: high
      - name: unsure
        when: impact.confidence < 0.5
        by: 1
      - name: at-night
        when: inWindow('nights') && impact.blastRadius.tier0 > 0
        by: 1
  fallback:
    require:
      approvers: { from: group:default/platform }
  rules:
    - name: critical
      kind: mandatory
      when: atLeast(impact.level, 'critical')
      decision: require_approval
      reason: What may break this much is seen by two people.
      require:
        approvers: { from: owners(resource), count: 2 }
    - name: never-drop-public
      kind: mandatory
      when: action.name == 'database.drop' && 'public' in resource.tags
      decision: deny
      reason: Nothing drops a database that the public reads.
    - name: say-why
      kind: mandatory
      when: impact.level == 'high' && !has(context.rationale)
      decision: deny
      reason: What is high says why.
    - name: otherwise
      kind: default
      when: impact.level == 'low'
      decision: allow
      reason: Low, and nobody's.
`;

/** The policy with the 25 rules, which covers nearly everything. */
export function scopeText(replicas = REPLICAS): string {
  return `apiVersion: countersign.dev/v1
kind: Policy
metadata:
  name: ${SCOPE}
  owner: group:default/engineering
spec:
  layer: scope
  covers:
    - owner: group:default/engineering
${WINDOWS}  rules:
${rulesWith(replicas)
  .map(
    ({ cel, decision }, at) => `    - name: rule-${at}
      when: "${cel}"
      decision: ${decision}
      reason: Because of rule ${at}.
${
  decision === 'require_approval'
    ? '      require:\n        approvers: { from: owners(resource) }\n'
    : ''
}`,
  )
  .join('')}`;
}

/** Both policies, read and checked from their texts as after a keystroke. */
export function policySetWith(replicas = REPLICAS): PolicySet {
  return createPolicySet([read(GUARDRAIL_TEXT), read(scopeText(replicas))]);
}

/** @throws Error when a policy has faults: one of a measurement must not. */
export function read(text: string): Policy {
  const { policy, diagnostics } = parsePolicy(text, 'bench.policy.yaml');
  if (!policy) {
    throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  }
  return policy;
}
