import { CelFault } from '../cel/CelFault';
import type { Conditional } from '../plan/Policy';
import type { EvaluationFault, Run } from './Run';

/**
 * Whether a condition holds. An error, or a value that is neither true nor false, counts as "no" and
 * is added to the faults with its place in the policy's text; whoever combines the answers asks the
 * fallback approver for it.
 */
export function evaluateCondition(part: Conditional, run: Run): boolean {
  const { expression } = part.when;
  const result = expression ? expression.evaluate(run.facts) : true;
  if (typeof result === 'boolean') {
    run.observe?.(part, result);
    return result;
  }
  const fault = faultOf(part, result, expression!.source.length);
  run.faults.push(fault);
  run.observe?.(part, fault);
  return false;
}

function faultOf(part: Conditional, result: unknown, length: number): EvaluationFault {
  const { message, start, end } =
    result instanceof CelFault
      ? result
      : {
          message: 'The condition gave a value that is neither true nor false.',
          start: 0,
          end: length,
        };
  return { policy: part.policy, rule: part.name, message, ...part.when.span(start, end) };
}
