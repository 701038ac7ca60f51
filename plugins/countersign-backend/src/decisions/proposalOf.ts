import type { EvaluationRequest } from '@countersign/client';
import type { Proposal } from '@countersign/model';

/** The proposal in a standard's question, as it was sent. */
export function proposalOf({ subject, action, resource, context }: EvaluationRequest): Proposal {
  return { subject, action, resource, context: context?.countersign ?? {} };
}
