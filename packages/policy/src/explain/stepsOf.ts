import type { Decision, Explanation, ExplanationStepKind, Requirement } from '@countersign/model';
import type { DecisionTrace } from '../evaluate/decideWithTrace';
import { describeApprovers, describeMinutes } from './describeApprovers';
import { nameOf, sentence } from './phrases';

type Step = Explanation['steps'][number];

/** How a decision came about, each step with its heading and, where there is one, the part of a policy. */
export function stepsOf(decision: Decision, trace?: DecisionTrace): Step[] {
  const { rules, reasons, faults, requirement, holds, missingFields } = decision;
  const { standing, exceptions, breakGlass, shadow } = decision;
  return [
    ...levelSteps(decision),
    ...(holds ?? []).map(({ policy, hold, until }) =>
      step('hold', `${nameOf(policy, hold)} stops it until ${until}.`, policy, hold),
    ),
    ...(missingFields ?? []).map(field => step('field', `The proposal does not say ${field}.`)),
    ...rules.map(({ policy, rule, decision: answer }) =>
      step('rule', `${nameOf(policy, rule)} answers ${ANSWERS[answer]}.`, policy, rule),
    ),
    ...(standing ?? []).map(({ policy, standing: name, refused }) =>
      step(
        'standing',
        refused
          ? `${nameOf(policy, name)} does not let it run: ${REFUSALS[refused]}.`
          : `${nameOf(policy, name)} lets it run.`,
        policy,
        name,
      ),
    ),
    ...(exceptions ?? []).map(({ policy, exception, from }) =>
      step('exception', `${nameOf(policy, exception)} lifts "${from}".`, policy, exception),
    ),
    ...reasons.map(reason => step('reason', sentence(reason))),
    ...faults.map(({ policy, rule, message }) =>
      step('fault', `${nameOf(policy, rule)}: ${sentence(message)}`, policy, rule),
    ),
    ...(requirement ? requirementSteps(requirement) : []),
    ...(breakGlass
      ? [
          step(
            'break_glass',
            `In an emergency ${describeApprovers(breakGlass.approvers)} may let it run at once for ${describeMinutes(breakGlass.lastsMinutes)}; it is reviewed within ${describeMinutes(breakGlass.reviewWithinMinutes)}.`,
          ),
        ]
      : []),
    ...nearMiss(trace),
    ...(shadow ?? []).map(({ policy, rule, decision: answer }) =>
      step(
        'shadow',
        `${rule ? nameOf(policy, rule) : policy} would answer ${ANSWERS[answer]}, and only records it.`,
        policy,
        rule,
      ),
    ),
  ];
}

function step(kind: ExplanationStepKind, text: string, policy?: string, rule?: string): Step {
  return {
    kind,
    label: LABELS[kind],
    text,
    ...(policy !== undefined && rule !== undefined && { part: { policy, rule } }),
  };
}

function levelSteps({ derivation, level, score, contributions }: Decision): Step[] {
  const reversibility = derivation.reversibility ?? 'unknown reversibility';
  const parts = contributions.map(
    ({ factor, points }) => `${factor.replaceAll('_', ' ')} ${points}`,
  );
  return [
    step(
      'matrix',
      derivation.cell
        ? `${reversibility} × ${derivation.band} is ${derivation.cell}.`
        : `${reversibility} × ${derivation.band} cannot be judged.`,
    ),
    ...derivation.raises.map(({ name, from, to }) =>
      step('raise', `${name} raises it from ${from} to ${to}.`),
    ),
    step(
      'level',
      `The level is ${level}, the score ${score}${parts.length ? ` (${parts.join(' + ')})` : ''}.`,
    ),
  ];
}

function requirementSteps(requirement: Requirement): Step[] {
  const { approvers, deadlineMinutes, separation, reasonRequired } = requirement;
  const { assurance, reminderMinutes, escalation, end } = requirement;
  const notes = [
    separation.length > 0 &&
      `${separation.map(kind => kind.replaceAll('_', ' ')).join(', ')} do not count`,
    assurance && `each needs a ${assurance.replaceAll('_', ' ')}`,
    reasonRequired && 'an approval needs a reason too',
    end === 'wait' && 'after that it waits on hold',
  ].filter(Boolean);
  return [
    step(
      'approval',
      `${describeApprovers(approvers)}, within ${describeMinutes(deadlineMinutes)}${notes.length ? `; ${notes.join('; ')}` : ''}.`,
    ),
    ...(reminderMinutes
      ? [step('reminder', `Reminded after ${reminderMinutes.map(describeMinutes).join(', ')}.`)]
      : []),
    ...(escalation ?? []).map(({ afterMinutes, instead, to }) =>
      step(
        'escalation',
        `After ${describeMinutes(afterMinutes)} ${describeApprovers(to)} may answer in the place of ${describeApprovers(instead)}.`,
      ),
    ),
  ];
}

function nearMiss(trace: DecisionTrace | undefined): Step[] {
  if (!trace?.nearly) {
    return [];
  }
  const { rule, part } = trace.nearly;
  const seen = part.values.map(({ path, value }) =>
    value === undefined ? `${path} is absent` : `${path} is ${JSON.stringify(value)}`,
  );
  return [
    step(
      'near_miss',
      `${nameOf(rule.policy, rule.rule)} would match but for ${part.source}${seen.length ? ` (${seen.join(', ')})` : ''}.`,
      rule.policy,
      rule.rule,
    ),
  ];
}

const ANSWERS = { allow: 'allow', require_approval: 'ask for approval', deny: 'deny' } as const;

const REFUSALS = {
  ended: 'it has ended',
  used_up: 'it is used up',
  rate: 'it was used too often just now',
  usage_unknown: 'how often it was used is not known',
} as const;

const LABELS: Readonly<Record<ExplanationStepKind, string>> = {
  matrix: 'Matrix',
  raise: 'Raise',
  level: 'Level',
  hold: 'Hold',
  field: 'Missing',
  rule: 'Rule',
  standing: 'Standing approval',
  exception: 'Exception',
  reason: 'Reason',
  fault: 'Fault',
  approval: 'Approval',
  reminder: 'Reminder',
  escalation: 'Escalation',
  break_glass: 'Break-glass',
  near_miss: 'Nearly',
  shadow: 'Shadow',
};
