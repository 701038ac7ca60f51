import type { Approvers, Requirement } from '@countersign/model';
import { deepFreeze } from './deepFreeze';
import type { Policy } from './Policy';
import { ROLE } from './policySpans';

/** Groups and users by the name of their role. */
export type Roles = ReadonlyMap<string, readonly string[]>;

/** The roles that some policies define. */
export function rolesOf(policies: readonly Policy[]): Roles {
  return new Map(
    policies.flatMap(({ document: { spec } }) =>
      spec.layer === 'guardrail' ? Object.entries(spec.roles) : [],
    ),
  );
}

/**
 * A policy whose requirements carry, beside the name of each role, whom it stands for: a decision can
 * be read, and decided again, without the guardrail that defined them.
 */
export function bindRoles(policy: Policy, roles: Roles): Policy {
  if (policy.spans.roleUses.length === 0) {
    return policy;
  }
  const { fallback, breakGlass } = policy;
  return {
    ...policy,
    rules: policy.rules.map(rule => ({
      ...rule,
      requirement: rule.requirement && inRequirement(rule.requirement, roles),
    })),
    ...(fallback && {
      fallback: { ...fallback, requirement: inRequirement(fallback.requirement, roles) },
    }),
    ...(breakGlass && {
      breakGlass: {
        ...breakGlass,
        offer: deepFreeze({
          ...breakGlass.offer,
          approvers: inApprovers(breakGlass.offer.approvers, roles),
        }),
      },
    }),
  };
}

function inRequirement(requirement: Requirement, roles: Roles): Requirement {
  return deepFreeze({
    ...requirement,
    approvers: inApprovers(requirement.approvers, roles),
    ...(requirement.escalation && {
      escalation: requirement.escalation.map(step => ({
        ...step,
        instead: inApprovers(step.instead, roles),
        to: inApprovers(step.to, roles),
      })),
    }),
  });
}

function inApprovers(approvers: Approvers, roles: Roles): Approvers {
  if ('all' in approvers) {
    return { all: approvers.all.map(part => inApprovers(part, roles)) };
  }
  if ('any' in approvers) {
    return { any: approvers.any.map(part => inApprovers(part, roles)) };
  }
  return approvers.from.startsWith(ROLE)
    ? { ...approvers, refs: [...(roles.get(approvers.from.slice(ROLE.length)) ?? [])].sort() }
    : approvers;
}
