import type { Conditional, Policy } from '../plan/Policy';
import { evaluateCondition } from './evaluateCondition';
import type { Run } from './Run';

/**
 * Whether an exception of the same policy keeps a part from counting for this action. Asked only of
 * parts that would count, so that a decision names exactly the exceptions that made a difference.
 */
export function isLifted(part: Conditional, policy: Policy, run: Run): boolean {
  const exception = policy.exceptions.find(
    candidate =>
      run.at < candidate.endsAt &&
      candidate.from.has(part.name) &&
      evaluateCondition(candidate, run),
  );
  if (exception) {
    run.lifted.push({ policy: policy.name, exception: exception.name, from: part.name });
  }
  return exception !== undefined;
}
