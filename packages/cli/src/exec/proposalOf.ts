import {
  formatEntityRef,
  parseEntityRef,
  proposalSchema,
  type JsonObject,
  type Proposal,
  type Resource,
} from '@countersign/model';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { ExecProfile } from './ExecProfile';
import { readParameters } from './readParameters';

/** What the command line says of a proposal. */
export interface ProposalOptions {
  type: string;
  target: string;
  agent?: string;
  executor?: string;
  param: string[];
  rationale?: string;
  rollback?: string;
  success: string[];
  incident: string[];
  onBehalfOf?: string;
}

/**
 * Makes the proposal that is asked, approved and redeemed, with the command pinned inside.
 *
 * @throws CliFault when an agent or executor is missing, or anything does not fit the schema.
 */
export function proposalOf(options: ProposalOptions, profile: ExecProfile): Proposal {
  const { agent, executor } = options;
  if (!agent) {
    throw usage(
      'Who asks? Give --agent or COUNTERSIGN_AGENT: the id the agent is registered under.',
    );
  }
  if (!executor) {
    throw usage(
      'Who runs it? Give --executor or COUNTERSIGN_EXECUTOR: the id of a registered executor.',
    );
  }
  const proposal = proposalSchema.safeParse({
    subject: { type: 'agent', id: agent },
    action: {
      name: options.type,
      properties: {
        ...readParameters(options.param),
        exec: profile as unknown as JsonObject,
      },
    },
    resource: resourceOf(options.target),
    context: {
      executor,
      ...(options.rationale && { rationale: options.rationale }),
      ...(options.rollback && { rollbackPlan: { description: options.rollback } }),
      ...(options.success.length > 0 && {
        successCriteria: options.success.map(description => ({ description })),
      }),
      ...(options.incident.length > 0 && { incidents: options.incident }),
      ...(options.onBehalfOf && { onBehalfOf: options.onBehalfOf }),
    },
  });
  if (!proposal.success) {
    const [issue] = proposal.error.issues;
    throw usage(`The proposal is not one: ${issue!.path.join('.')} ${issue!.message}.`);
  }
  return proposal.data;
}

/** A catalog reference, or any other id: Countersign looks for it and assesses it as unknown if need be. */
function resourceOf(target: string): Resource {
  const ref = parseEntityRef(target, 'component');
  return ref ? { type: ref.kind, id: formatEntityRef(ref) } : { type: 'external', id: target };
}

function usage(message: string): CliFault {
  return new CliFault(ExitCode.usage, message);
}
