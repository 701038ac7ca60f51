import type { Decision, DecisionInput, RuleRef } from '@countersign/model';
import { PolicyFacts } from '../facts/PolicyFacts';
import type { Conditional, ConditionKind } from '../plan/Policy';
import type { PolicySet } from '../plan/PolicySet';
import { decideObserved } from './decide';
import { bandOf } from './deriveLevel';
import type { EvaluationFault } from './Run';
import { partResults, valuesSeen, type SeenPart, type SeenValue } from './seen';

/** One condition that was asked, with what it saw. */
export interface ConditionTrace {
  readonly policy: string;
  readonly name: string;
  readonly kind: ConditionKind;
  /** The condition's text; absent where none is written, so that it always holds. */
  readonly source?: string;
  readonly result: boolean | 'fault';
  readonly fault?: EvaluationFault;
  /** Each fact that the condition names, with its value. */
  readonly values: readonly SeenValue[];
}

/** The rule that would have matched, but for one part of its condition. */
export interface NearMiss {
  readonly rule: RuleRef;
  /** The part that did not hold. */
  readonly part: SeenPart;
}

/** How a decision came about. */
export interface DecisionTrace {
  /** Every condition in the order in which it was asked, up to the one that settled each list of rules. */
  readonly conditions: readonly ConditionTrace[];
  /** The first rule that nearly matched. */
  readonly nearly?: NearMiss;
}

/**
 * {@link decide} with the way it came about: the very same decision, made by the same code.
 *
 * Costs some ten microseconds for each condition beside the decision, so it is made when somebody asks
 * why, not for each action: a decision can always be made anew from what its packet holds.
 */
export function decideWithTrace(
  set: PolicySet,
  input: DecisionInput,
): { readonly decision: Decision; readonly trace: DecisionTrace } {
  const asked: { part: Conditional; result: boolean | EvaluationFault }[] = [];
  const decision = decideObserved(set, input, (part, result) => asked.push({ part, result }));
  const facts = new PolicyFacts(input, bandOf(set.impact.bands, input.factors.blastRadius.size));
  facts.impact.level = decision.level;
  facts.impact.score = BigInt(decision.score);
  const conditions = asked.map(({ part, result }): ConditionTrace => {
    const { expression } = part.when;
    return {
      policy: part.policy,
      name: part.name,
      kind: part.part,
      ...(expression && { source: expression.source }),
      ...(typeof result === 'boolean' ? { result } : { result: 'fault', fault: result }),
      values: expression ? valuesSeen(expression, facts) : [],
    };
  });
  const nearly = firstNearMiss(asked, facts);
  return { decision, trace: { conditions, ...(nearly && { nearly }) } };
}

/**
 * A rule nearly matched when all of the parts that `&&` joins in its condition hold but one, and that
 * one does not say which action the rule is about: a rule for other actions is far off.
 */
function firstNearMiss(
  asked: readonly { part: Conditional; result: boolean | EvaluationFault }[],
  facts: PolicyFacts,
): NearMiss | undefined {
  for (const { part, result } of asked) {
    const { expression } = part.when;
    if (part.part === 'rule' && result === false && expression) {
      const parts = partResults(expression, facts);
      const failing = parts.filter(each => each.result !== true);
      const isAboutIt = failing.every(({ values }) => values.every(isNotTheAction));
      if (parts.length > 1 && failing.length === 1 && isAboutIt) {
        return { rule: { policy: part.policy, rule: part.name }, part: failing[0]! };
      }
    }
  }
  return undefined;
}

function isNotTheAction({ path }: SeenValue): boolean {
  return path !== 'action.name';
}
