import type { Decision } from '@countersign/model';
import type { Policy } from '../plan/Policy';
import { denied, type Answer } from './Answer';
import { evaluateCondition } from './evaluateCondition';
import { isLifted } from './isLifted';
import type { Run } from './Run';

/** What the scheduled holds in force stop; each adds to `held` when it ends. */
export function holdAnswers(
  policies: readonly Policy[],
  run: Run,
  held: NonNullable<Decision['holds']>,
): Answer[] {
  const answers: Answer[] = [];
  for (const policy of policies) {
    for (const hold of policy.holds) {
      const end = hold.endsAt(run.at);
      if (end !== undefined && evaluateCondition(hold, run) && !isLifted(hold, policy, run)) {
        const until = new Date(end).toISOString();
        held.push({ policy: policy.name, hold: hold.name, until });
        answers.push(denied('hold', hold.reason));
      }
    }
  }
  return answers;
}
