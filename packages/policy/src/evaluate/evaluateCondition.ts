import type { Decision } from '@countersign/model';
import { CelFault } from '../cel/CelFault';
import type { PolicyFacts } from '../facts/PolicyFacts';
import type { CompiledCondition } from '../plan/Policy';

export type EvaluationFault = Decision['faults'][number];

/**
 * Whether a condition holds. An error, or a value that is neither true nor false, counts as "no" and
 * is added to the faults with its place in the policy's text; whoever combines the answers asks the
 * fallback approver for it.
 */
export function evaluateCondition(
  owner: { readonly policy: string; readonly name: string; readonly when: CompiledCondition },
  facts: PolicyFacts,
  faults: EvaluationFault[],
): boolean {
  const { expression } = owner.when;
  if (!expression) {
    return true;
  }
  const result = expression.evaluate(facts);
  if (typeof result === 'boolean') {
    return result;
  }
  const { message, start, end } =
    result instanceof CelFault
      ? result
      : {
          message: 'The condition gave a value that is neither true nor false.',
          start: 0,
          end: expression.source.length,
        };
  faults.push({ policy: owner.policy, rule: owner.name, message, ...owner.when.span(start, end) });
  return false;
}
