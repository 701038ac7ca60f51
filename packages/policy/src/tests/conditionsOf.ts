import type { Conditional, Policy } from '../plan/Policy';

/** Every part of a policy that has a condition, in the order in which a guardrail states them. */
export function conditionsOf(policy: Policy): Conditional[] {
  return [
    ...(policy.impact?.raises ?? []),
    ...policy.holds,
    ...policy.requiredFields,
    ...policy.exceptions,
    ...policy.rules,
    ...policy.standing,
    ...(policy.breakGlass ? [policy.breakGlass] : []),
  ];
}
