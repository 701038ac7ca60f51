import {
  SEPARATIONS,
  type Decision,
  type DecisionInput,
  type Level,
  type RequirableField,
  type Requirement,
} from '@countersign/model';
import { PolicyFacts } from '../facts/PolicyFacts';
import type { PolicySet } from '../plan/PolicySet';
import { asked, compareAnswers, type Answer } from './Answer';
import type { StandingUse } from './applyStanding';
import { combineRequirements, strongest } from './combineRequirements';
import { bandOf, deriveLevel } from './deriveLevel';
import { evaluateCondition } from './evaluateCondition';
import { fieldAnswers } from './fieldAnswers';
import { holdAnswers } from './holdAnswers';
import { faultReason, unknownReason } from './missingReasons';
import { ruleAnswers } from './ruleAnswers';
import type { Run } from './Run';
import { scoreImpact } from './scoreImpact';
import { shadowAnswers } from './shadowAnswers';

/**
 * Decides one action. Total and deterministic: every input has an answer, the same one for ever and
 * in whatever order the policies were given; nothing is read but the arguments.
 *
 * The strictest of these holds:
 * 1. every mandatory rule that matches;
 * 2. a denial for each scheduled hold in force, and for what the proposal must say and does not, by the
 *    guardrails and by the scope policies that cover the resource;
 * 3. the first matching rule of each scope policy that covers the resource;
 * 4. where no scope policy covers it, the first matching default of each guardrail;
 * 5. the fallback, for each covering policy without a match, and where neither 3 nor 4 gave a rule;
 * 6. the fallback's approvers, when the level is `unknown` or a condition failed.
 *
 * What 3 or 4 would ask about runs within a standing approval of the same policy; an exception keeps
 * what it names from counting. Requirements add up, with what the guardrails demand at this level.
 *
 * Costs a fraction of a microsecond for each simple condition that is evaluated, and one set of values for all.
 */
export function decide(set: PolicySet, input: DecisionInput): Decision {
  return decideObserved(set, input);
}

/** {@link decide}, telling of each condition as it is asked. */
export function decideObserved(
  set: PolicySet,
  input: DecisionInput,
  observe?: Run['observe'],
): Decision {
  const run: Run = {
    input,
    at: Date.parse(input.at),
    facts: new PolicyFacts(input, bandOf(set.impact.bands, input.factors.blastRadius.size)),
    faults: [],
    lifted: [],
    ...(observe && { observe }),
  };
  const { level, derivation } = deriveLevel(set.impact, run);
  const { score, contributions } = scoreImpact(level, input);
  run.facts.impact.level = level;
  run.facts.impact.score = BigInt(score);

  const covering = set.covering(input.resource);
  const inForce = covering.length > 0 ? [...set.guardrails, ...covering] : set.guardrails;
  const holds: NonNullable<Decision['holds']> = [];
  const missing = new Set<RequirableField>();
  const standing: StandingUse[] = [];
  const answers = ruleAnswers(set, covering, run, standing);
  answers.push(...holdAnswers(inForce, run, holds), ...fieldAnswers(inForce, run, missing));
  const isStopped =
    level === 'unknown' ||
    run.faults.length > 0 ||
    answers.some(answer => answer.decision !== 'allow');
  const offer = isStopped ? breakGlassOffer(set, run) : undefined;
  if (level === 'unknown') {
    answers.push(asked(set, unknownReason(input)));
  }
  for (const fault of run.faults) {
    answers.push(asked(set, faultReason(fault)));
  }

  if (answers.length > 1) {
    answers.sort(compareAnswers);
  }
  const { decision, rule } = answers[0]!;
  const counting = answers.filter(answer => answer.decision === decision);
  const result: Decision = {
    decision,
    level,
    score,
    derivation,
    contributions,
    rules: answers.flatMap(answer => (answer.rule ? countedAs(answer.rule, answer) : [])),
    reasons: [...new Set(counting.map(({ reason }) => reason))],
    faults: run.faults,
  };
  // Members are added one by one: this runs 100,000 times in a replay, and spreading costs more.
  if (rule) {
    result.rule = rule.ref;
  }
  if (decision === 'require_approval') {
    const combined = combineRequirements(counting.map(({ requirement }) => requirement!));
    result.requirement = demandedAt(level, combined, set);
  }
  if (holds.length > 0) {
    result.holds = holds;
  }
  if (missing.size > 0) {
    result.missingFields = [...missing].sort();
  }
  if (standing.length > 0) {
    result.standing = standing;
  }
  if (run.lifted.length > 0) {
    result.exceptions = run.lifted;
  }
  if (offer) {
    result.breakGlass = offer;
  }
  const shadow = shadowAnswers(set, covering.length > 0, run);
  if (shadow.length > 0) {
    result.shadow = shadow;
  }
  return result;
}

/** A rule with the answer that counted: a standing approval may have changed it. */
function countedAs(
  rule: NonNullable<Answer['rule']>,
  { decision }: Answer,
): Decision['rules'][number] {
  return rule.decision === decision ? rule.counted : { ...rule.ref, decision };
}

function breakGlassOffer({ breakGlass }: PolicySet, run: Run): Decision['breakGlass'] {
  return breakGlass && evaluateCondition(breakGlass, run) ? breakGlass.offer : undefined;
}

function demandedAt(level: Level, requirement: Requirement, { demands }: PolicySet): Requirement {
  const demanded = demands.get(level);
  if (!demanded) {
    return requirement;
  }
  const assurance = strongest([requirement.assurance ?? 'session', demanded.assurance]);
  return {
    ...requirement,
    separation: SEPARATIONS.filter(
      kind => requirement.separation.includes(kind) || demanded.separation.includes(kind),
    ),
    reasonRequired: requirement.reasonRequired || demanded.reasonRequired,
    ...(assurance !== 'session' && { assurance }),
  };
}
