import type { JsonValue, Recording } from '@countersign/model';
import type { InstantPart, ValuePart } from './partNames';

/** The parts of a recording, apart from parameters and reviews. */
export interface RecordingParts {
  readonly values: Readonly<Record<ValuePart, JsonValue | undefined>>;
  readonly instants: Readonly<Record<InstantPart, string | undefined>>;
}

/** Cuts a recording up; {@link joinRecording} puts it together again. */
export function splitRecording(recording: Recording): RecordingParts {
  const { proposal, factors, outcome } = recording;
  const { subject, action, resource: target, context } = proposal;
  const { blastRadius } = factors;
  const values: Record<ValuePart, unknown> = {
    id: recording.id,
    packetDigest: recording.packetDigest,
    subject: { type: subject.type, id: subject.id },
    'subject.properties': subject.properties,
    'action.name': action.name,
    'proposal.resource': target,
    resource: recording.resource,
    'context.rationale': context.rationale,
    'context.successCriteria': context.successCriteria,
    'context.rollbackPlan': context.rollbackPlan,
    'context.executor': context.executor,
    'context.incidents': context.incidents,
    'context.onBehalfOf': context.onBehalfOf,
    'context.claims': context.claims,
    'factors.actionType': factors.actionType,
    'factors.reversibility': factors.reversibility,
    'factors.effects': factors.effects,
    'factors.blastRadius.size': blastRadius.size,
    'factors.blastRadius.tier0': blastRadius.tier0,
    'factors.blastRadius.tier1': blastRadius.tier1,
    'factors.blastRadius.depth': blastRadius.depth,
    'factors.blastRadius.owners': blastRadius.owners,
    'factors.blastRadius.hits': blastRadius.hits,
    'factors.rollbackPlan': factors.rollbackPlan,
    'factors.confidence': factors.confidence,
    'factors.missing': factors.missing,
    'factors.sources': factors.sources,
    usage: recording.usage,
    decided: recording.decided,
    'outcome.status': outcome?.status,
    'outcome.detail': outcome?.detail,
  };
  return {
    values: values as RecordingParts['values'],
    instants: {
      at: recording.at,
      executedAt: recording.executedAt,
      'outcome.at': outcome?.at,
    },
  };
}

/** Puts a recording together. What it is made of is shared with others: not to be changed. */
export function joinRecording(
  { values, instants }: RecordingParts,
  properties: Recording['proposal']['action']['properties'],
  reviews: Recording['reviews'],
): Recording {
  const part = <T>(name: ValuePart) => values[name] as T;
  const context = present({
    rationale: values['context.rationale'],
    successCriteria: values['context.successCriteria'],
    rollbackPlan: values['context.rollbackPlan'],
    executor: values['context.executor'],
    incidents: values['context.incidents'],
    onBehalfOf: values['context.onBehalfOf'],
    claims: values['context.claims'],
  });
  const factors = present({
    actionType: values['factors.actionType'],
    reversibility: values['factors.reversibility'],
    effects: values['factors.effects'],
    blastRadius: {
      size: values['factors.blastRadius.size'],
      tier0: values['factors.blastRadius.tier0'],
      tier1: values['factors.blastRadius.tier1'],
      depth: values['factors.blastRadius.depth'],
      owners: values['factors.blastRadius.owners'],
      hits: values['factors.blastRadius.hits'],
    },
    rollbackPlan: values['factors.rollbackPlan'],
    confidence: values['factors.confidence'],
    missing: values['factors.missing'],
    sources: values['factors.sources'],
  });
  const outcome =
    values['outcome.status'] === undefined
      ? undefined
      : present({
          status: values['outcome.status'],
          at: instants['outcome.at'],
          detail: values['outcome.detail'],
        });
  return present({
    id: part<string>('id'),
    packetDigest: values.packetDigest,
    proposal: {
      subject: present({
        ...part<{ type: string; id: string }>('subject'),
        properties: values['subject.properties'],
      }),
      action: present({ name: part<string>('action.name'), properties }),
      resource: part('proposal.resource'),
      context,
    },
    resource: part('resource'),
    factors,
    at: instants.at,
    usage: values.usage,
    decided: values.decided,
    reviews,
    executedAt: instants.executedAt,
    outcome,
  }) as unknown as Recording;
}

/** Without the members that are absent: `has` and canonical JSON tell them from `undefined`. */
function present<T extends object>(members: T): T {
  for (const name of Object.keys(members) as (keyof T)[]) {
    if (members[name] === undefined) {
      delete members[name];
    }
  }
  return members;
}
