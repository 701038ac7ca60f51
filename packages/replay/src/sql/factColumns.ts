import type { ScalarKind } from './SqlValue';

/** A fact that conditions read, and where a row has it. */
export interface FactColumn {
  readonly kind: ScalarKind | 'texts' | 'object';
  /** SQL over the row; for an object what is NULL when it is absent, `undefined` when it never is. */
  readonly sql?: string;
}

/** Columns that the statement itself adds to a row, beside those of the table. */
export const DERIVED = { band: 'cs_band', level: 'cs_level' } as const;

const text = (sql: string): FactColumn => ({ kind: 'text', sql });
const number = (sql: string): FactColumn => ({ kind: 'number', sql });
const texts = (sql: string): FactColumn => ({ kind: 'texts', sql });
const object: FactColumn = { kind: 'object' };

/**
 * Every fact by its path in CEL, but for `action.properties`, which is JSON. What `PolicyFacts` of the
 * policy package reads from a recording, these read from a row.
 */
export const FACT_COLUMNS: Readonly<Record<string, FactColumn>> = {
  now: { kind: 'time', sql: 'decision_at' },
  subject: object,
  'subject.type': text('subject_type'),
  'subject.id': text('subject_id'),
  action: object,
  'action.name': text('action_name'),
  resource: object,
  'resource.ref': text('resource_ref'),
  'resource.known': { kind: 'bool', sql: 'resource_known' },
  'resource.kind': text('resource_kind'),
  'resource.title': text('resource_title'),
  'resource.owner': text('resource_owner'),
  'resource.system': text('resource_system'),
  'resource.domain': text('resource_domain'),
  'resource.lifecycle': text('resource_lifecycle'),
  'resource.tier': number('resource_tier'),
  'resource.tags': texts('resource_tags'),
  'resource.ownerAncestors': texts('resource_owner_ancestors'),
  context: object,
  'context.rationale': text('rationale'),
  'context.executor': text('executor'),
  'context.onBehalfOf': text('on_behalf_of'),
  'context.incidents': texts('incidents'),
  'context.successCriteria': texts('success_criteria'),
  'context.rollbackPlan': { kind: 'object', sql: 'rollback_plan' },
  'context.rollbackPlan.description': text('rollback_plan'),
  'context.rollbackPlan.testedAt': { kind: 'time', sql: 'rollback_plan_tested_at' },
  impact: object,
  'impact.level': text(DERIVED.level),
  'impact.band': text(DERIVED.band),
  'impact.reversibility': text("COALESCE(reversibility, 'unknown')"),
  'impact.actionType': text('action_type'),
  'impact.rollbackPlan': text('rollback_evidence'),
  'impact.confidence': number('confidence'),
  'impact.missing': texts('missing'),
  'impact.blastRadius': object,
  'impact.blastRadius.size': number('blast_size'),
  'impact.blastRadius.tier0': number('blast_tier0'),
  'impact.blastRadius.tier1': number('blast_tier1'),
  'impact.blastRadius.depth': number('blast_depth'),
  'impact.blastRadius.owners': texts('blast_owners'),
  'impact.effects': object,
  'impact.effects.performance': text('effect_performance'),
  'impact.effects.security': text('effect_security'),
  'impact.effects.dataAccess': text('effect_data_access'),
  'impact.effects.serviceDisruption': text('effect_service_disruption'),
};
