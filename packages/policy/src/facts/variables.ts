import { BANDS, EFFECT_SIZES, LEVELS, MISSING_EVIDENCE, REVERSIBILITIES } from '@countersign/model';
import type { CelDeclaration, CelObjectType } from '../cel/CelDeclaration';
import {
  ActionFacts,
  BlastRadiusFacts,
  ContextFacts,
  EffectFacts,
  ImpactFacts,
  ResourceFactsView,
  RollbackPlanFacts,
  SubjectFacts,
} from './PolicyFacts';

const text = (description: string): CelDeclaration => ({ type: 'string', description });
const maybe = (description: string): CelDeclaration => ({ ...text(description), optional: true });
const choice = (description: string, values: readonly string[]): CelDeclaration => ({
  ...text(description),
  values,
});
const number = (description: string): CelDeclaration => ({ type: 'int', description });
const texts = (description: string): CelDeclaration => ({ type: 'list<string>', description });

const subject: CelObjectType = {
  name: 'Subject',
  implementation: SubjectFacts,
  members: {
    type: text('Kind of the caller: agent.'),
    id: text('Id under which the agent is registered.'),
  },
};

const action: CelObjectType = {
  name: 'Action',
  implementation: ActionFacts,
  members: {
    name: text('Action type, such as deployment.restart.'),
    properties: {
      type: 'map<string, dyn>',
      description: 'Parameters of the action, as the agent gave them. None is sure to be there.',
    },
  },
};

const resource: CelObjectType = {
  name: 'Resource',
  implementation: ResourceFactsView,
  members: {
    ref: text('Entity reference of the target; the id as it was given when no entity was found.'),
    known: { type: 'bool', description: 'Whether the catalog has the target.' },
    kind: maybe('Kind of the entity, such as component.'),
    title: maybe('Title of the entity.'),
    owner: maybe('Owner, such as group:default/payments.'),
    system: maybe('System that the target is part of.'),
    domain: maybe('Domain that the target is part of.'),
    lifecycle: maybe('Lifecycle, such as production.'),
    tier: {
      type: 'int',
      optional: true,
      description: 'Criticality: 0 is the most critical, 3 the least.',
    },
    tags: texts('Tags of the entity.'),
    ownerAncestors: texts('Parent groups of the owner, nearest first.'),
  },
};

const rollbackPlan: CelObjectType = {
  name: 'RollbackPlan',
  implementation: RollbackPlanFacts,
  members: {
    description: text('How the action is undone.'),
    testedAt: {
      type: 'timestamp',
      optional: true,
      description: 'When the plan was last carried out for real.',
    },
  },
};

const context: CelObjectType = {
  name: 'Context',
  implementation: ContextFacts,
  members: {
    rationale: maybe('Why the agent wants to act, in its own words.'),
    executor: maybe('Id of the executor that would run the action.'),
    onBehalfOf: maybe('The person for whom the agent acts.'),
    incidents: texts('Open incidents that the proposal cites; empty when it cites none.'),
    successCriteria: texts('Descriptions of the success criteria; empty when there are none.'),
    rollbackPlan: {
      type: rollbackPlan,
      optional: true,
      description: 'How the action is undone, as the agent says.',
    },
  },
};

const effects: CelObjectType = {
  name: 'Effects',
  implementation: EffectFacts,
  members: {
    performance: choice('How much performance suffers.', EFFECT_SIZES),
    security: choice('How much security is touched.', EFFECT_SIZES),
    dataAccess: choice('How much access to data is touched.', EFFECT_SIZES),
    serviceDisruption: choice('How much service is disrupted.', EFFECT_SIZES),
  },
};

const blastRadius: CelObjectType = {
  name: 'BlastRadius',
  implementation: BlastRadiusFacts,
  members: {
    size: number('Number of services that depend on the target, directly or not.'),
    tier0: number('How many of them are of tier 0.'),
    tier1: number('How many of them are of tier 1.'),
    depth: number('Longest chain of dependents, in steps.'),
    owners: texts('Owners of the dependents.'),
  },
};

const impactBeforeLevel: CelObjectType = {
  name: 'Impact',
  implementation: ImpactFacts,
  notHere: {
    level: 'Raises make the level, so they cannot ask for it',
    score: 'The score follows from the level, and raises make that',
  },
  members: {
    band: choice('Size class of the blast radius.', BANDS),
    reversibility: choice(
      'How far the action can be undone; unknown for a type that is not registered.',
      [...REVERSIBILITIES, 'unknown'],
    ),
    actionType: maybe(
      'Entry of the action-type registry; absent for a type that is not registered.',
    ),
    rollbackPlan: choice('Whether a rollback plan is given, and whether it was ever carried out.', [
      'none',
      'given',
      'tested',
    ]),
    confidence: { type: 'double', description: 'Least confidence among the sources, 0 to 1.' },
    missing: {
      type: 'list<string>',
      description: `Evidence that was looked for and not found: ${MISSING_EVIDENCE.join(', ')}.`,
    },
    blastRadius: { type: blastRadius, description: 'Who else is hit when the target suffers.' },
    effects: { type: effects, description: 'What the action touches, and how much of it.' },
  },
};

const impact: CelObjectType = {
  ...impactBeforeLevel,
  notHere: {},
  members: {
    level: choice('Level of the impact, from low to unknown.', LEVELS),
    score: number('Score of the impact, 0 to 100.'),
    ...impactBeforeLevel.members,
  },
};

const common = {
  subject: { type: subject, description: 'Who wants to act: the agent.' },
  action: { type: action, description: 'What it wants to do.' },
  resource: { type: resource, description: 'What it wants to do it to, as the catalog knows it.' },
  context: {
    type: context,
    description: 'Why, and how it would be undone. The agent says so itself.',
  },
  now: { type: 'timestamp', description: 'The moment of the decision.' },
} as const;

/** What the conditions of rules may name. */
export const RULE_VARIABLES: Readonly<Record<string, CelDeclaration>> = {
  ...common,
  impact: { type: impact, description: 'The assessment of what the action would do.' },
};

/** What the conditions of raises may name: the level is only being made, so it is not among them. */
export const RAISE_VARIABLES: Readonly<Record<string, CelDeclaration>> = {
  ...common,
  impact: { type: impactBeforeLevel, description: 'The assessment of what the action would do.' },
};
