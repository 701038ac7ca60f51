import type { Proposal } from '@countersign/model';
import type { Random } from '../random/Random';
import type { ActionKind } from './ActionKind';
import type { Target } from './Target';

/** The executor through which each agent acts. */
export const EXECUTOR_OF: Readonly<Record<ActionKind['agent'], string>> = {
  remediator: 'remediation-runner',
  deployer: 'deploy-runner',
};

/** How often an agent thinks of the way back, and how often somebody has walked it lately. */
const PLANS: Readonly<Record<ActionKind['agent'], { given: number; tested: number }>> = {
  deployer: { given: 0.96, tested: 0.8 },
  remediator: { given: 0.8, tested: 0.55 },
};

const DAY_MS = 86_400_000;

/** Puts one kind of action on one target into a proposal, with what the agent would say. */
export function propose(
  kind: ActionKind,
  target: Target,
  options: { at: string; random: Random; incidents?: readonly string[] },
): Proposal {
  const { at, random, incidents = [] } = options;
  const plan = PLANS[kind.agent];
  const given = kind.wayBack !== undefined && random.chance(plan.given);
  const tested = given && random.chance(plan.tested);
  const testedAt = new Date(Date.parse(at) - random.integer(1, 170) * DAY_MS);
  return {
    subject: { type: 'agent', id: kind.agent },
    action: {
      name: kind.name,
      ...(kind.properties && { properties: kind.properties(target, random) }),
    },
    resource: { type: target.ref.slice(0, target.ref.indexOf(':')), id: target.ref },
    context: {
      rationale: kind.rationale(target, random),
      ...(given && {
        rollbackPlan: {
          description: kind.wayBack!,
          ...(tested && { testedAt: testedAt.toISOString() }),
        },
      }),
      executor: EXECUTOR_OF[kind.agent],
      ...(incidents.length > 0 && { incidents: [...incidents] }),
    },
  };
}
