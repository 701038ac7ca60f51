import { recordingSchema, type Proposal, type Recording } from '@countersign/model';
import { fromCel } from '@countersign/policy';
import type { Members, RecordingRule } from '../mapping/Mapping';
import {
  evaluateMember,
  holds,
  instantOf,
  MemberFault,
  numberOf,
  textOf,
  textsOf,
} from './evaluateMember';

/** All of a recording but what an assessment adds. */
export type MappedRecording = Omit<Recording, 'resource' | 'factors'>;

const mappedSchema = recordingSchema.omit({ resource: true, factors: true });

/**
 * Turns the values of a row into a recording without its impact.
 *
 * @throws MemberFault when an expression fails, or its result does not fit the recording's schema.
 */
export function mapRecording(rule: RecordingRule, values: object, at: string): MappedRecording {
  const { members } = rule;
  const executedAt = instantOf(members.executedAt, values);
  const outcome = outcomeOf(members, values);
  const decision = textOf(members['decided.decision'], values);
  const mapped = mappedSchema.safeParse({
    id: textOf(members.id, values),
    at,
    proposal: proposalOf(rule, values),
    reviews: rule.reviews
      .filter(review => holds(review.when, values))
      .map(review => ({
        by: textOf(review.by, values),
        vote: textOf(review.vote, values),
        minutes: numberOf(review.minutes, values),
      })),
    ...(decision && { decided: { decision, level: textOf(members['decided.level'], values) } }),
    ...(executedAt && { executedAt }),
    ...(outcome && { outcome }),
  });
  if (!mapped.success) {
    const [issue] = mapped.error.issues;
    throw new MemberFault(`${issue!.path.join('.')}: ${issue!.message}`);
  }
  return mapped.data;
}

function proposalOf({ members, properties }: RecordingRule, values: object): Proposal {
  const rollbackPlan = textOf(members['context.rollbackPlan'], values);
  const testedAt = instantOf(members['context.rollbackTestedAt'], values);
  const context = {
    rationale: textOf(members['context.rationale'], values),
    executor: textOf(members['context.executor'], values),
    onBehalfOf: textOf(members['context.onBehalfOf'], values),
    incidents: textsOf(members['context.incidents'], values),
    rollbackPlan: rollbackPlan && { description: rollbackPlan, ...(testedAt && { testedAt }) },
  };
  const parameters = Object.entries(properties)
    .map(([name, member]) => [name, fromCel(evaluateMember(member, values))] as const)
    .filter(([, value]) => value !== undefined);
  return {
    subject: {
      type: textOf(members['subject.type'], values) ?? '',
      id: textOf(members['subject.id'], values) ?? '',
    },
    action: {
      name: textOf(members['action.name'], values) ?? '',
      ...(parameters.length > 0 && {
        properties: Object.fromEntries(parameters) as Proposal['action']['properties'],
      }),
    },
    resource: {
      type: textOf(members['resource.type'], values) ?? '',
      id: textOf(members['resource.id'], values) ?? '',
    },
    context: Object.fromEntries(
      Object.entries(context).filter(([, value]) => value),
    ) as Proposal['context'],
  };
}

function outcomeOf(members: Members, values: object): object | undefined {
  const status = textOf(members['outcome.status'], values);
  if (status === undefined) {
    return undefined;
  }
  const detail = textOf(members['outcome.detail'], values);
  return { status, at: instantOf(members['outcome.at'], values), ...(detail && { detail }) };
}
