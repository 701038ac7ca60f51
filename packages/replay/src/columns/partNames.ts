/** Parts that hold one value of a recording each, by where they stand in it. */
export const VALUE_PARTS = [
  'id',
  'packetDigest',
  'subject',
  'subject.properties',
  'action.name',
  'proposal.resource',
  'resource',
  'context.rationale',
  'context.successCriteria',
  'context.rollbackPlan',
  'context.executor',
  'context.incidents',
  'context.onBehalfOf',
  'context.claims',
  'factors.actionType',
  'factors.reversibility',
  'factors.effects',
  'factors.blastRadius.size',
  'factors.blastRadius.tier0',
  'factors.blastRadius.tier1',
  'factors.blastRadius.depth',
  'factors.blastRadius.owners',
  'factors.blastRadius.hits',
  'factors.rollbackPlan',
  'factors.confidence',
  'factors.missing',
  'factors.sources',
  'usage',
  'decided',
  'outcome.status',
  'outcome.detail',
] as const;
export type ValuePart = (typeof VALUE_PARTS)[number];

/** Parts that hold an instant each. */
export const INSTANT_PARTS = ['at', 'executedAt', 'outcome.at'] as const;
export type InstantPart = (typeof INSTANT_PARTS)[number];

/** The names of an action's parameters, in their order; absent where the action has no parameters. */
export const PARAMETER_NAMES = 'action.properties';

/** The parameters beyond the first {@link MAX_PARAMETER_PARTS} names of a set, as one object. */
export const MORE_PARAMETERS = 'action.properties*';

/** So many parameter names get a part of their own. */
export const MAX_PARAMETER_PARTS = 256;

/** The part of one parameter. */
export function parameterPart(name: string): string {
  return `${PARAMETER_NAMES}.${name}`;
}
