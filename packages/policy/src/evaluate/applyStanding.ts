import type { Decision } from '@countersign/model';
import type { CompiledStanding, Policy } from '../plan/Policy';
import type { Answer } from './Answer';
import { evaluateCondition } from './evaluateCondition';
import type { Run } from './Run';

export type StandingUse = NonNullable<Decision['standing']>[number];

/**
 * Lets an action run that a rule would ask about, where a standing approval of the same policy covers
 * it and is not used up. One whose use is not known lets nothing run: better one question too many.
 *
 * @param uses - What came of each standing approval whose class the action is in is added here.
 */
export function applyStanding(
  answer: Answer,
  policy: Policy,
  run: Run,
  uses: StandingUse[],
): Answer {
  if (answer.decision !== 'require_approval') {
    return answer;
  }
  for (const standing of policy.standing) {
    if (evaluateCondition(standing, run)) {
      const refused = refusalOf(standing, run);
      const { policy: name, name: own } = standing;
      uses.push({ policy: name, standing: own, ...(refused && { refused }) });
      if (!refused) {
        return { ...answer, decision: 'allow', requirement: undefined, reason: standing.reason };
      }
    }
  }
  return answer;
}

/** Why a standing approval whose class an action is in does not let it run; `undefined` when it does. */
export function refusalOf(
  standing: CompiledStanding,
  { at, input }: Pick<Run, 'at' | 'input'>,
): StandingUse['refused'] {
  if (at >= standing.endsAt) {
    return 'ended';
  }
  const usage = input.usage?.find(
    ({ policy, standing: name }) => policy === standing.policy && name === standing.name,
  );
  if (!usage) {
    return 'usage_unknown';
  }
  if (usage.used >= standing.count) {
    return 'used_up';
  }
  return usage.usedWithinRate >= standing.rateCount ? 'rate' : undefined;
}
