import type { Level, PolicyRef, ResourceFacts } from '@countersign/model';
import { checkPolicies, type PolicySetFinding } from '../check/checkPolicySet';
import { bindRoles, rolesOf } from './bindRoles';
import { levelDemands, type LevelDemands } from './levelDemands';
import type {
  CompiledBreakGlass,
  CompiledFallback,
  CompiledImpact,
  CompiledRule,
  Policy,
} from './Policy';

/** Some of a policy's rules. */
export interface RulesOfPolicy {
  readonly policy: Policy;
  readonly rules: readonly CompiledRule[];
}

/** The policies that decide together. Immutable; does not depend on the order they were given in. */
export interface PolicySet {
  /** The active policies, by name. */
  readonly refs: readonly PolicyRef[];
  readonly policies: readonly Policy[];
  readonly guardrails: readonly Policy[];
  readonly impact: CompiledImpact;
  readonly fallback: CompiledFallback;
  readonly breakGlass: CompiledBreakGlass | undefined;
  /** What every approval of an action of some level must meet. */
  readonly demands: ReadonlyMap<Level, LevelDemands>;
  /** Guardrails with mandatory rules, and those rules. */
  readonly mandatory: readonly RulesOfPolicy[];
  /** Guardrails with default rules, and those rules. */
  readonly defaults: readonly RulesOfPolicy[];
  /** The scope policies that cover a resource, by name. Costs a few look-ups, however many there are. */
  covering(resource: ResourceFacts): readonly Policy[];
  /** Policies that only record what they would have answered. */
  readonly shadow: {
    readonly guardrails: readonly Policy[];
    covering(resource: ResourceFacts): readonly Policy[];
  };
}

/** Policies that cannot decide together, with all the reasons. */
export class PolicySetFault extends Error {
  constructor(readonly findings: readonly PolicySetFinding[]) {
    super(findings.map(({ uri, diagnostic }) => `${uri}: ${diagnostic.message}`).join('\n'));
    this.name = 'PolicySetFault';
  }
}

/**
 * Puts policies together. Those in `disabled` mode take no part; those in `shadow` mode are asked, and
 * what they answer is recorded and changes nothing.
 *
 * @throws PolicySetFault when `checkPolicySet` finds an error.
 */
export function createPolicySet(policies: readonly Policy[]): PolicySet {
  const findings = checkPolicies(policies);
  if (findings.some(({ diagnostic }) => diagnostic.severity === 'error')) {
    throw new PolicySetFault(findings);
  }
  const active = inMode(policies, 'active');
  const roles = rolesOf(active);
  const bound = active.map(policy => bindRoles(policy, roles));
  const guardrails = bound.filter(isGuardrail);
  const shadow = inMode(policies, 'shadow');
  return {
    refs: active.map(({ name, digest }) => ({ name, digest })),
    policies: bound,
    guardrails,
    impact: guardrails.find(({ impact }) => impact)!.impact!,
    fallback: guardrails.find(({ fallback }) => fallback)!.fallback!,
    breakGlass: guardrails.find(({ breakGlass }) => breakGlass)?.breakGlass,
    demands: levelDemands(guardrails),
    mandatory: rulesOf(guardrails, 'mandatory'),
    defaults: rulesOf(guardrails, 'default'),
    covering: coverageIndex(bound),
    shadow: { guardrails: shadow.filter(isGuardrail), covering: coverageIndex(shadow) },
  };
}

function inMode(policies: readonly Policy[], mode: 'active' | 'shadow'): Policy[] {
  return policies
    .filter(({ document }) => document.spec.mode === mode)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function rulesOf(guardrails: readonly Policy[], kind: 'mandatory' | 'default'): RulesOfPolicy[] {
  return guardrails
    .map(policy => ({ policy, rules: policy.rules.filter(rule => rule.kind === kind) }))
    .filter(({ rules }) => rules.length > 0);
}

function isGuardrail({ document }: Policy): boolean {
  return document.spec.layer === 'guardrail';
}

function coverageIndex(policies: readonly Policy[]): PolicySet['covering'] {
  if (policies.length === 0) {
    return () => [];
  }
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
