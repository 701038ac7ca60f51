import type { PolicyRef, ResourceFacts } from '@countersign/model';
import { checkPolicies, type PolicySetFinding } from '../check/checkPolicySet';
import type { CompiledFallback, CompiledImpact, CompiledRule, Policy } from './Policy';

/** The policies that decide together. Immutable; does not depend on the order they were given in. */
export interface PolicySet {
  /** The active policies, by name. */
  readonly refs: readonly PolicyRef[];
  readonly policies: readonly Policy[];
  readonly impact: CompiledImpact;
  readonly fallback: CompiledFallback;
  /** Every mandatory rule of every guardrail. */
  readonly mandatory: readonly CompiledRule[];
  /** The default rules of each guardrail that has any. */
  readonly defaults: readonly (readonly CompiledRule[])[];
  /** The scope policies that cover a resource, by name. Costs a few look-ups, however many there are. */
  covering(resource: ResourceFacts): readonly Policy[];
}

/** Policies that cannot decide together, with all the reasons. */
export class PolicySetFault extends Error {
  constructor(readonly findings: readonly PolicySetFinding[]) {
    super(findings.map(({ uri, diagnostic }) => `${uri}: ${diagnostic.message}`).join('\n'));
    this.name = 'PolicySetFault';
  }
}

/**
 * Puts policies together. Those in `shadow` or `disabled` mode take no part.
 *
 * @throws PolicySetFault when `checkPolicySet` finds an error.
 */
export function createPolicySet(policies: readonly Policy[]): PolicySet {
  const findings = checkPolicies(policies);
  if (findings.some(({ diagnostic }) => diagnostic.severity === 'error')) {
    throw new PolicySetFault(findings);
  }
  const active = policies
    .filter(({ document }) => document.spec.mode === 'active')
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const guardrails = active.filter(({ document }) => document.spec.layer === 'guardrail');
  const rulesOf = (policy: Policy, kind: 'mandatory' | 'default') =>
    policy.rules.filter(rule => rule.kind === kind);
  return {
    refs: active.map(({ name, digest }) => ({ name, digest })),
    policies: active,
    impact: guardrails.find(({ impact }) => impact)!.impact!,
    fallback: guardrails.find(({ fallback }) => fallback)!.fallback!,
    mandatory: guardrails.flatMap(policy => rulesOf(policy, 'mandatory')),
    defaults: guardrails
      .map(policy => rulesOf(policy, 'default'))
      .filter(({ length }) => length > 0),
    covering: coverageIndex(active),
  };
}

function coverageIndex(policies: readonly Policy[]): PolicySet['covering'] {
  const index = new Map<string, number[]>();
  policies.forEach(({ document: { spec } }, position) => {
    for (const entry of spec.layer === 'scope' ? spec.covers : []) {
      const [[member, ref]] = Object.entries(entry) as [[string, string]];
      const key = `${member} ${ref}`;
      index.set(key, [...(index.get(key) ?? []), position]);
    }
  });
  return resource => {
    const keys = [`component ${resource.ref}`];
    if (resource.owner !== undefined) {
      keys.push(`owner ${resource.owner}`);
      resource.ownerAncestors.forEach(group => keys.push(`owner ${group}`));
    }
    if (resource.system !== undefined) {
      keys.push(`system ${resource.system}`);
    }
    const found = new Set(keys.flatMap(key => index.get(key) ?? []));
    return [...found].sort((a, b) => a - b).map(position => policies[position]!);
  };
}
