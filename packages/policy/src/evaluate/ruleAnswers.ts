import type { CompiledRule, Policy } from '../plan/Policy';
import type { PolicySet } from '../plan/PolicySet';
import { answerOf, fallbackAnswer, type Answer } from './Answer';
import { applyStanding, type StandingUse } from './applyStanding';
import { evaluateCondition } from './evaluateCondition';
import { isLifted } from './isLifted';
import type { Run } from './Run';

/**
 * What the rules answer: every mandatory one that matches, the first match of each covering scope
 * policy, and where none covers the first match among each guardrail's defaults. A covering policy
 * without a match, and a target that nothing answers for, are the fallback's.
 */
export function ruleAnswers(
  set: PolicySet,
  covering: readonly Policy[],
  run: Run,
  standing: StandingUse[],
): Answer[] {
  const answers: Answer[] = [];
  for (const { policy, rules } of set.mandatory) {
    for (const rule of rules) {
      if (counts(rule, policy, run)) {
        answers.push(answerOf(rule));
      }
    }
  }
  for (const policy of covering) {
    const rule = firstMatch(policy.rules, policy, run);
    answers.push(
      rule
        ? applyStanding(answerOf(rule), policy, run, standing)
        : fallbackAnswer(set, `No rule of ${policy.name}, which covers the target, matches.`),
    );
  }
  if (covering.length === 0) {
    let isAnswered = false;
    for (const { policy, rules } of set.defaults) {
      const rule = firstMatch(rules, policy, run);
      if (rule) {
        isAnswered = true;
        answers.push(applyStanding(answerOf(rule), policy, run, standing));
      }
    }
    if (!isAnswered) {
      answers.push(fallbackAnswer(set, 'No policy covers the target, and no default matches.'));
    }
  }
  return answers;
}

/** The first rule that matches and that no exception lifts. */
export function firstMatch(
  rules: readonly CompiledRule[],
  policy: Policy,
  run: Run,
): CompiledRule | undefined {
  return rules.find(rule => counts(rule, policy, run));
}

/** Whether a rule matches, and no exception lifts it. */
export function counts(rule: CompiledRule, policy: Policy, run: Run): boolean {
  return evaluateCondition(rule, run) && !isLifted(rule, policy, run);
}
