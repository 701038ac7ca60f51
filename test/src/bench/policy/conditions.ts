import { LEVELS, type DecisionInput, type Level } from '@countersign/model';

/** A condition in CEL, and the same as a function of the raw input: the floor of what it can cost. */
export interface TwinCondition {
  readonly cel: string;
  readonly plain: (input: DecisionInput, level: Level) => boolean;
}

/** The raises, all of which read and most of which do not apply. */
export const RAISES: readonly TwinCondition[] = [
  {
    cel: 'has(resource.tier) && resource.tier == 0',
    plain: ({ resource }) => resource.tier === 0,
  },
  {
    cel: "impact.effects.dataAccess == 'major'",
    plain: ({ factors }) => factors.effects.dataAccess === 'major',
  },
  {
    cel: "impact.effects.security == 'major' || 'security-boundary' in resource.tags",
    plain: ({ factors, resource }) =>
      factors.effects.security === 'major' || resource.tags.includes('security-boundary'),
  },
  { cel: 'impact.confidence < 0.5', plain: ({ factors }) => factors.confidence < 0.5 },
];

/** The guardrail's mandatory rules. */
export const MANDATORY: readonly TwinCondition[] = [
  {
    cel: "action.name == 'database.drop'",
    plain: ({ proposal }) => proposal.action.name === 'database.drop',
  },
  { cel: "atLeast(impact.level, 'critical')", plain: (_, level) => isAtLeast(level, 'critical') },
];

/** Kinds of rules that policies are made of; `at` makes each rule another one. */
const KINDS: readonly ((at: number) => TwinCondition)[] = [
  at => ({
    cel: `action.name == 'job.kind-${at}'`,
    plain: ({ proposal }) => proposal.action.name === `job.kind-${at}`,
  }),
  at => ({
    cel: `action.name in ['queue.purge-${at}', 'queue.move-${at}', 'queue.drain-${at}']`,
    plain: ({ proposal }) =>
      ['queue.purge', 'queue.move', 'queue.drain'].some(
        name => proposal.action.name === `${name}-${at}`,
      ),
  }),
  at => ({
    cel: `action.name == 'deployment.scale' && has(action.properties.replicas) && action.properties.replicas > ${at + 10}`,
    plain: ({ proposal: { action } }) =>
      action.name === 'deployment.scale' &&
      typeof action.properties?.replicas === 'number' &&
      action.properties.replicas > at + 10,
  }),
  at => ({
    cel: `impact.blastRadius.size > ${at + 40} && !atLeast(impact.level, 'high')`,
    plain: ({ factors }, level) => factors.blastRadius.size > at + 40 && !isAtLeast(level, 'high'),
  }),
  at => ({
    cel: `resource.owner == 'group:default/team-${at}' || resource.system == 'system:default/part-${at}'`,
    plain: ({ resource }) =>
      resource.owner === `group:default/team-${at}` ||
      resource.system === `system:default/part-${at}`,
  }),
  at => ({
    cel: `impact.level == 'high' && size(context.incidents) == ${at + 1}`,
    plain: ({ proposal }, level) =>
      level === 'high' && (proposal.context.incidents ?? []).length === at + 1,
  }),
  at => ({
    cel: `'frozen-${at}' in resource.tags`,
    plain: ({ resource }) => resource.tags.includes(`frozen-${at}`),
  }),
  at => ({
    cel: `has(resource.tier) && resource.tier <= 1 && subject.id == 'agent-${at}'`,
    plain: ({ resource, proposal }) =>
      resource.tier !== undefined && resource.tier <= 1 && proposal.subject.id === `agent-${at}`,
  }),
];

/** So many rules of a scope policy, of which the last holds wherever the others do not. */
export function scopeConditions(count: number): readonly TwinCondition[] {
  const last: TwinCondition = {
    cel: "impact.reversibility != 'irreversible' && impact.rollbackPlan != 'none'",
    plain: ({ factors }) =>
      factors.reversibility !== 'irreversible' && factors.rollbackPlan !== 'none',
  };
  return [...Array.from({ length: count - 1 }, (_, at) => KINDS[at % KINDS.length]!(at)), last];
}

export function isAtLeast(level: Level, least: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(least);
}
