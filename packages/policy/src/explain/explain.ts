import type { Decision, DecisionInput, RuleRef } from '@countersign/model';
import { describeApprovers, describeMinutes } from './describeApprovers';

/** A decision in words. */
export interface Explanation {
  /** Two sentences: what this means now, and why. */
  readonly summary: string;
  /** How it came about, step by step. */
  readonly steps: readonly { readonly label: string; readonly text: string }[];
}

/**
 * Says what was decided so that a tired person understands it at three in the morning. What the agent
 * wrote is not part of it: that is shown elsewhere, as a quotation.
 *
 * @param input - With it the sentences name the agent, the action and the target.
 */
export function explain(decision: Decision, input?: DecisionInput): Explanation {
  return { summary: `${outcome(decision, input)} ${why(decision)}`, steps: stepsOf(decision) };
}

function outcome(decision: Decision, input: DecisionInput | undefined): string {
  const action = input ? `${input.proposal.subject.id} may` : 'The agent may';
  const what = input
    ? `run ${input.proposal.action.name} on ${input.resource.title ?? input.resource.ref}`
    : 'run this action';
  switch (decision.decision) {
    case 'allow':
      return `${action} ${what} now, without asking anyone.`;
    case 'deny':
      return `${action} not ${what}, and nobody can be asked to allow it.`;
    default: {
      const { approvers, deadlineMinutes } = decision.requirement!;
      return `${action} ${what} only after approval by ${describeApprovers(approvers)}, within ${describeMinutes(deadlineMinutes)}.`;
    }
  }
}

function why({ rule, reasons, level }: Decision): string {
  const reason = sentence(reasons[0] ?? '');
  return rule
    ? `Rule ${nameOf(rule)} says so for this action of ${level} impact: ${reason}`
    : `No rule decided this action of ${level} impact, so the fallback did: ${reason}`;
}

function stepsOf(decision: Decision): Explanation['steps'] {
  const { derivation, level, score, contributions, rules, requirement, faults, reasons } = decision;
  const steps: { label: string; text: string }[] = [];
  const reversibility = derivation.reversibility ?? 'unknown reversibility';
  steps.push({
    label: 'Matrix',
    text: derivation.cell
      ? `${reversibility} × ${derivation.band} is ${derivation.cell}.`
      : `${reversibility} × ${derivation.band} cannot be judged.`,
  });
  for (const { name, from, to } of derivation.raises) {
    steps.push({ label: 'Raise', text: `${name} raises it from ${from} to ${to}.` });
  }
  const parts = contributions.map(
    ({ factor, points }) => `${factor.replaceAll('_', ' ')} ${points}`,
  );
  steps.push({
    label: 'Level',
    text: `The level is ${level}, the score ${score}${parts.length ? ` (${parts.join(' + ')})` : ''}.`,
  });
  for (const counted of rules) {
    steps.push({ label: 'Rule', text: `${nameOf(counted)} answers ${ANSWERS[counted.decision]}.` });
  }
  for (const reason of reasons) {
    steps.push({ label: 'Reason', text: sentence(reason) });
  }
  for (const { policy, rule, message } of faults) {
    steps.push({ label: 'Fault', text: `${nameOf({ policy, rule })}: ${sentence(message)}` });
  }
  if (requirement) {
    const { approvers, deadlineMinutes, separation, reasonRequired } = requirement;
    const notes = [
      separation.length > 0 &&
        `${separation.map(kind => kind.replaceAll('_', ' ')).join(', ')} do not count`,
      reasonRequired && 'an approval needs a reason too',
    ].filter(Boolean);
    steps.push({
      label: 'Approval',
      text: `${describeApprovers(approvers)}, within ${describeMinutes(deadlineMinutes)}${notes.length ? `; ${notes.join('; ')}` : ''}.`,
    });
  }
  return steps;
}

const ANSWERS = { allow: 'allow', require_approval: 'ask for approval', deny: 'deny' } as const;

function nameOf({ policy, rule }: RuleRef): string {
  return `"${rule}" of ${policy}`;
}

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
