import {
  DECISIONS,
  type Decision,
  type DecisionInput,
  type DecisionValue,
  type Requirement,
} from '@countersign/model';
import { PolicyFacts } from '../facts/PolicyFacts';
import type { CompiledRule } from '../plan/Policy';
import type { PolicySet } from '../plan/PolicySet';
import { combineRequirements } from './combineRequirements';
import { bandOf, deriveLevel, missingEvidence } from './deriveLevel';
import { evaluateCondition, type EvaluationFault } from './evaluateCondition';
import { scoreImpact } from './scoreImpact';

/**
 * Decides one action. Total and deterministic: every input has an answer, the same one for ever and
 * in whatever order the policies were given; nothing is read but the arguments.
 *
 * The strictest of these holds:
 * 1. every mandatory rule that matches;
 * 2. the first matching rule of each scope policy that covers the resource;
 * 3. where no scope policy covers it, the first matching default of each guardrail;
 * 4. the fallback, for each covering policy without a match, and where neither 2 nor 3 gave a rule;
 * 5. the fallback's approvers, when the level is `unknown` or a condition failed.
 *
 * Costs a few microseconds for each condition that is evaluated, and one set of values for all.
 */
export function decide(set: PolicySet, input: DecisionInput): Decision {
  const faults: EvaluationFault[] = [];
  const facts = new PolicyFacts(input, bandOf(set.impact.bands, input.factors.blastRadius.size));
  const { level, derivation } = deriveLevel(set.impact, input, facts, faults);
  const { score, contributions } = scoreImpact(level, input);
  facts.impact.level = level;
  facts.impact.score = BigInt(score);

  const answers = ruleAnswers(set, input, facts, faults);
  if (level === 'unknown') {
    answers.push(asked(set, unknownReason(input)));
  }
  for (const fault of faults) {
    answers.push(asked(set, faultReason(fault)));
  }

  if (answers.length > 1) {
    answers.sort(compareAnswers);
  }
  const deciding = answers[0]!;
  const { decision, rule } = deciding;
  const counting = answers.filter(answer => answer.decision === decision);
  const result: Decision = {
    decision,
    level,
    score,
    derivation,
    contributions,
    rules: answers.flatMap(answer => (answer.rule ? answer.rule.counted : [])),
    reasons: [...new Set(counting.map(({ reason }) => reason))],
    faults,
  };
  // Members are added one by one: this runs 100,000 times in a replay, and spreading costs more.
  if (rule) {
    result.rule = rule.ref;
  }
  if (decision === 'require_approval') {
    result.requirement = combineRequirements(counting.map(({ requirement }) => requirement!));
  }
  return result;
}

/** What one rule, or the fallback, answers. */
interface Answer {
  readonly decision: DecisionValue;
  readonly reason: string;
  /** There exactly when the decision is `require_approval`. */
  readonly requirement: Requirement | undefined;
  /** `undefined` for the fallback. */
  readonly rule: CompiledRule | undefined;
}

function ruleAnswers(
  set: PolicySet,
  input: DecisionInput,
  facts: PolicyFacts,
  faults: EvaluationFault[],
): Answer[] {
  const answers: Answer[] = [];
  for (const rule of set.mandatory) {
    if (evaluateCondition(rule, facts, faults)) {
      answers.push(answerOf(rule));
    }
  }
  const covering = set.covering(input.resource);
  for (const policy of covering) {
    const rule = policy.rules.find(candidate => evaluateCondition(candidate, facts, faults));
    answers.push(
      rule
        ? answerOf(rule)
        : fallbackAnswer(set, `No rule of ${policy.name}, which covers the target, matches.`),
    );
  }
  if (covering.length === 0) {
    const matches = set.defaults.flatMap(
      rules => rules.find(candidate => evaluateCondition(candidate, facts, faults)) ?? [],
    );
    answers.push(...matches.map(answerOf));
    if (matches.length === 0) {
      answers.push(fallbackAnswer(set, 'No policy covers the target, and no default matches.'));
    }
  }
  return answers;
}

function answerOf(rule: CompiledRule): Answer {
  return { decision: rule.decision, reason: rule.reason, requirement: rule.requirement, rule };
}

/** The fallback's own answer, which may be to deny. */
function fallbackAnswer(set: PolicySet, reason: string): Answer {
  const { uncovered, requirement } = set.fallback;
  return uncovered === 'deny'
    ? { decision: 'deny', reason, requirement: undefined, rule: undefined }
    : { decision: 'require_approval', reason, requirement, rule: undefined };
}

/** The fallback's approvers, added to whatever else is decided. */
function asked(set: PolicySet, reason: string): Answer {
  const { requirement } = set.fallback;
  return { decision: 'require_approval', reason, requirement, rule: undefined };
}

const KINDS = ['mandatory', 'scope', 'default'];

/** The strictest first; then mandatory, scope, default, fallback; then by name. */
function compareAnswers(a: Answer, b: Answer): number {
  return (
    DECISIONS.indexOf(b.decision) - DECISIONS.indexOf(a.decision) ||
    rankOf(a) - rankOf(b) ||
    compareText(a.rule?.policy, b.rule?.policy) ||
    compareText(a.rule?.name, b.rule?.name) ||
    compareText(a.reason, b.reason)
  );
}

function rankOf({ rule }: Answer): number {
  return rule ? KINDS.indexOf(rule.kind) : KINDS.length;
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b);
}

function faultReason({ policy, rule, message }: EvaluationFault): string {
  return `The condition of ${rule} in ${policy} failed, so the fallback approver is asked: ${message}`;
}

/** What is not known, and what to mend. */
function unknownReason(input: DecisionInput): string {
  const { proposal, resource } = input;
  const mends = {
    target: `the catalog has no entity for "${resource.ref}"; register it, or give its entity this alias`,
    owner: `"${resource.ref}" has no owner in the catalog; set one`,
    action_type: `"${proposal.action.name}" is not a registered action type; register it`,
  };
  const missing = missingEvidence(input).map(evidence => mends[evidence]);
  return missing.length > 0
    ? `The impact cannot be judged: ${missing.join('; ')}.`
    : 'The guardrail itself calls an impact like this one unknown.';
}
