import { createPolicySet, parsePolicy, type PolicySet } from '@countersign/policy';

export const GUARDRAIL = `
apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: organisation, owner: group:default/platform }
spec:
  layer: guardrail
  impact:
    bands: { contained: 0, local: 3, wide: 10 }
    matrix:
      read_only: { contained: low, local: low, wide: low, systemic: low }
      reversible: { contained: low, local: moderate, wide: high, systemic: high }
      externally_reversible: { contained: moderate, local: high, wide: high, systemic: critical }
      irreversible: { contained: high, local: high, wide: critical, systemic: critical }
  fallback:
    require: { approvers: { from: group:default/platform } }
`;

/** A set of one guardrail whose default rules are these lines of YAML. */
export function policySetOf(rules: string): PolicySet {
  const text = `${GUARDRAIL}  rules:\n${rules}`;
  const { policy, diagnostics } = parsePolicy(text, 'test.policy.yaml');
  if (!policy) {
    throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  }
  return createPolicySet([policy]);
}

/** Lets everything through. */
export const ALLOW_ALL = `
    - { name: all, kind: default, decision: allow, reason: Anything goes. }
`;

/** Asks so many people about everything of at least this level, and allows the rest. */
export function askFrom(level: string, count = 1): string {
  return `
    - name: ask
      kind: default
      when: atLeast(impact.level, '${level}')
      decision: require_approval
      reason: Somebody should look.
      require: { approvers: { from: owners(resource), count: ${count} } }
${ALLOW_ALL}`;
}
