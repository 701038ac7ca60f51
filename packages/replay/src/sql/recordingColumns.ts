import type { Recording } from '@countersign/model';

/** The types of columns; `json` is `jsonb` in PostgreSQL, `texts` an array of texts. */
export type SqlColumnType =
  'text' | 'boolean' | 'integer' | 'double' | 'instant' | 'texts' | 'json';

/** One column of a table of recordings. */
export interface RecordingColumn {
  readonly name: string;
  readonly type: SqlColumnType;
  /** Whether it is never NULL. */
  readonly required?: true;
  readonly description: string;
  /** The value; `undefined` for NULL. JSON as a value, not as a text. */
  readonly of: (recording: Recording) => unknown;
}

/**
 * The layout of a table of recordings, one row for each: in Parquet, in DuckDB and in PostgreSQL. What
 * a recording does not say is NULL; a list that it does not have is empty. What no policy can read
 * (evidence sources, the hits of a blast radius, digests) is left out.
 */
export const RECORDING_COLUMNS: readonly RecordingColumn[] = [
  required('id', 'text', 'Id of the recording.', r => r.id),
  required('decision_at', 'instant', 'The moment of the decision.', r => r.at),
  required('subject_type', 'text', 'Kind of the caller.', r => r.proposal.subject.type),
  required('subject_id', 'text', 'Id of the caller.', r => r.proposal.subject.id),
  required('action_name', 'text', 'Action type.', r => r.proposal.action.name),
  column(
    'action_properties',
    'json',
    'Parameters of the action: an object in canonical form.',
    r => r.proposal.action.properties,
  ),
  required(
    'action_properties_unreadable',
    'boolean',
    'Whether some list or object in them is longer than conditions read (1,000 entries).',
    r => isTooLong(r.proposal.action.properties ?? {}),
  ),
  required('resource_ref', 'text', 'Entity reference of the target.', r => r.resource.ref),
  required('resource_known', 'boolean', 'Whether the catalog has it.', r => r.resource.known),
  column('resource_kind', 'text', 'Kind of the entity.', r => r.resource.kind),
  column('resource_title', 'text', 'Title of the entity.', r => r.resource.title),
  column('resource_owner', 'text', 'Owner.', r => r.resource.owner),
  required(
    'resource_owner_ancestors',
    'texts',
    'Parent groups of the owner, nearest first.',
    r => r.resource.ownerAncestors,
  ),
  column('resource_system', 'text', 'System.', r => r.resource.system),
  column('resource_domain', 'text', 'Domain.', r => r.resource.domain),
  column('resource_lifecycle', 'text', 'Lifecycle.', r => r.resource.lifecycle),
  column('resource_tier', 'integer', 'Criticality, 0 to 3.', r => r.resource.tier),
  required('resource_tags', 'texts', 'Tags.', r => r.resource.tags),
  column('rationale', 'text', 'Why, in the agent’s words.', r => r.proposal.context.rationale),
  column('executor', 'text', 'Id of the executor.', r => r.proposal.context.executor),
  column('on_behalf_of', 'text', 'Person for whom.', r => r.proposal.context.onBehalfOf),
  required(
    'incidents',
    'texts',
    'Open incidents that it cites.',
    r => r.proposal.context.incidents ?? [],
  ),
  required('success_criteria', 'texts', 'Descriptions of the success criteria.', r =>
    (r.proposal.context.successCriteria ?? []).map(({ description }) => description),
  ),
  column(
    'rollback_plan',
    'text',
    'How the action is undone; NULL where no plan is given.',
    r => r.proposal.context.rollbackPlan?.description,
  ),
  column(
    'rollback_plan_tested_at',
    'instant',
    'When that plan was last carried out.',
    r => r.proposal.context.rollbackPlan?.testedAt,
  ),
  column('action_type', 'text', 'Entry of the registry.', r => r.factors.actionType),
  column('reversibility', 'text', 'How far it can be undone.', r => r.factors.reversibility),
  required('effect_performance', 'text', 'Effect.', r => r.factors.effects.performance),
  required('effect_security', 'text', 'Effect.', r => r.factors.effects.security),
  required('effect_data_access', 'text', 'Effect.', r => r.factors.effects.dataAccess),
  required(
    'effect_service_disruption',
    'text',
    'Effect.',
    r => r.factors.effects.serviceDisruption,
  ),
  required('blast_size', 'double', 'Number of dependents.', r => r.factors.blastRadius.size),
  required('blast_tier0', 'double', '… of tier 0.', r => r.factors.blastRadius.tier0),
  required('blast_tier1', 'double', '… of tier 1.', r => r.factors.blastRadius.tier1),
  required('blast_depth', 'double', 'Longest chain, in steps.', r => r.factors.blastRadius.depth),
  required('blast_owners', 'texts', 'Owners of dependents.', r => r.factors.blastRadius.owners),
  required('rollback_evidence', 'text', 'none, given or tested.', r => r.factors.rollbackPlan),
  required('confidence', 'double', 'Least confidence, 0 to 1.', r => r.factors.confidence),
  required('missing', 'texts', 'Evidence not found.', r => r.factors.missing),
  column(
    'usage',
    'json',
    'Uses of standing approvals: [in all, within the rate] by POLICY/STANDING.',
    r => r.usage && usageOf(r.usage),
  ),
  column('decided_decision', 'text', 'What was answered then.', r => r.decided?.decision),
  column('decided_level', 'text', 'The level then.', r => r.decided?.level),
  column('decided_policy', 'text', 'Policy of the rule then.', r => r.decided?.rule?.policy),
  column('decided_rule', 'text', 'The rule then.', r => r.decided?.rule?.rule),
  column('executed_at', 'instant', 'When it ran.', r => r.executedAt),
  column('outcome_status', 'text', 'What came of it.', r => r.outcome?.status),
  column('outcome_at', 'instant', 'When that was known.', r => r.outcome?.at),
  required('reviews', 'double', 'Number of votes.', r => r.reviews.length),
  column('review_minutes', 'double', 'Minutes to a vote, on average.', r =>
    r.reviews.length > 0
      ? r.reviews.reduce((sum, { minutes }) => sum + minutes, 0) / r.reviews.length
      : undefined,
  ),
];

/** The table's name unless another is given. */
export const RECORDINGS_TABLE = 'recordings';

function column(
  name: string,
  type: SqlColumnType,
  description: string,
  of: RecordingColumn['of'],
): RecordingColumn {
  return { name, type, description, of };
}

function required(...given: Parameters<typeof column>): RecordingColumn {
  return { ...column(...given), required: true };
}

/** As `toCel` of the policy package has it: reading such parameters is an error in a condition. */
const MAX_ENTRIES = 1_000;

function isTooLong(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const entries = Object.values(value);
  return entries.length > MAX_ENTRIES || entries.some(isTooLong);
}

function usageOf(usage: NonNullable<Recording['usage']>): Record<string, [number, number]> {
  const found: Record<string, [number, number]> = {};
  for (const { policy, standing, used, usedWithinRate } of usage) {
    const key = `${policy}/${standing}`;
    // The first of two counts, as it does for the plain evaluator.
    if (!Object.hasOwn(found, key)) {
      found[key] = [used, usedWithinRate];
    }
  }
  return found;
}
