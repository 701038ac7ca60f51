import type { Decision } from '@countersign/model';
import type { PolicySet } from '../plan/PolicySet';
import { fieldAnswers } from './fieldAnswers';
import { holdAnswers } from './holdAnswers';
import { counts, firstMatch } from './ruleAnswers';
import type { Run } from './Run';

type ShadowAnswer = NonNullable<Decision['shadow']>[number];

/**
 * What each policy in shadow mode would have answered by itself: a guardrail's mandatory rules that
 * match and, where nothing covers the target, its first default; a covering scope policy's first match,
 * or what the fallback would have said in its place. Holds and required fields that would deny come
 * without a rule.
 */
export function shadowAnswers(set: PolicySet, isCovered: boolean, outer: Run): ShadowAnswer[] {
  // A fault in what only watches asks nobody, and a trace shows what decided.
  const { input, at, facts } = outer;
  const run: Run = { input, at, facts, faults: [], lifted: [] };
  const answers: ShadowAnswer[] = [];
  const covering = set.shadow.covering(input.resource);
  for (const policy of [...set.shadow.guardrails, ...covering]) {
    const { name } = policy;
    const denials = [...holdAnswers([policy], run, []), ...fieldAnswers([policy], run, new Set())];
    if (denials.length > 0) {
      answers.push({ policy: name, decision: 'deny' });
    }
    if (policy.document.spec.layer === 'scope') {
      const rule = firstMatch(policy.rules, policy, run);
      answers.push(
        rule
          ? { policy: name, rule: rule.name, decision: rule.decision }
          : { policy: name, decision: set.fallback.uncovered },
      );
      continue;
    }
    const matching = policy.rules.filter(
      rule => rule.kind === 'mandatory' && counts(rule, policy, run),
    );
    const byDefault = isCovered
      ? undefined
      : firstMatch(
          policy.rules.filter(({ kind }) => kind === 'default'),
          policy,
          run,
        );
    for (const rule of byDefault ? [...matching, byDefault] : matching) {
      answers.push({ policy: name, rule: rule.name, decision: rule.decision });
    }
  }
  return answers;
}
