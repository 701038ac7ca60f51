import type { Decision, DecisionInput, Explanation } from '@countersign/model';
import type { DecisionTrace } from '../evaluate/decideWithTrace';
import { describeApprovers, describeMinutes } from './describeApprovers';
import { nameOf, sentence } from './phrases';
import { stepsOf } from './stepsOf';

/**
 * Says what was decided so that a tired person understands it at three in the morning. What the agent
 * wrote is not part of it: that is shown elsewhere, as a quotation.
 *
 * @param input - With it the sentences name the agent, the action and the target.
 * @param trace - With it the steps name the rule that nearly decided.
 */
export function explain(
  decision: Decision,
  input?: DecisionInput,
  trace?: DecisionTrace,
): Explanation {
  return {
    summary: `${outcome(decision, input)} ${why(decision)}`,
    steps: stepsOf(decision, trace),
  };
}

function outcome(decision: Decision, input: DecisionInput | undefined): string {
  const who = input ? input.proposal.subject.id : 'The agent';
  const what = input
    ? `run ${input.proposal.action.name} on ${input.resource.title ?? input.resource.ref}`
    : 'run this action';
  switch (decision.decision) {
    case 'allow':
      return `${who} may ${what} now, without asking anyone.`;
    case 'deny':
      return `${who} may not ${what}${untilWhen(decision)}.`;
    default: {
      const { approvers, deadlineMinutes } = decision.requirement!;
      return `${who} may ${what} only after approval by ${describeApprovers(approvers)}, within ${describeMinutes(deadlineMinutes)}.`;
    }
  }
}

/** What the agent can do about a denial. */
function untilWhen({ rule, holds, missingFields, breakGlass }: Decision): string {
  const emergency = breakGlass
    ? `, unless the glass is broken by ${describeApprovers(breakGlass.approvers)}`
    : ', and nobody can be asked to allow it';
  if (rule) {
    return emergency;
  }
  if (holds) {
    return ` before ${holds
      .map(({ until }) => until)
      .sort()
      .at(-1)}${breakGlass ? emergency : ''}`;
  }
  return missingFields ? ' until the proposal says what is missing' : emergency;
}

function why(decision: Decision): string {
  const { rule, reasons, level, holds, missingFields, standing } = decision;
  const reason = sentence(reasons[0] ?? '');
  if (rule) {
    const used = decision.decision === 'allow' && standing?.find(({ refused }) => !refused);
    return used
      ? `Standing approval ${nameOf(used.policy, used.standing)} lets it run where rule ${nameOf(rule.policy, rule.rule)} would ask: ${reason}`
      : `Rule ${nameOf(rule.policy, rule.rule)} says so for this action of ${level} impact: ${reason}`;
  }
  const held = holds?.[0];
  if (decision.decision === 'deny' && held) {
    return `Hold ${nameOf(held.policy, held.hold)} stops it: ${reason}`;
  }
  if (decision.decision === 'deny' && missingFields) {
    return `It does not say ${missingFields.join(', ')}: ${reason}`;
  }
  return `No rule decided this action of ${level} impact, so the fallback did: ${reason}`;
}
