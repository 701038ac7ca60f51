import type { ProblemDocument, ProblemType } from '@countersign/model';

const ARAP_BASE = 'urn:openid:authzen:access-request:error:';

/** The problems for which the profile defines a type and a status of its own. ARAP, "Error Responses". */
const ARAP_PROBLEMS: Partial<Record<ProblemType, { code: string; status: number }>> = {
  not_requestable: { code: 'not_requestable', status: 400 },
  denial_expired: { code: 'expired_denial', status: 410 },
  invalid_denial_binding: { code: 'invalid_denial_binding', status: 400 },
  idempotency_key_reused: { code: 'duplicate_request', status: 409 },
  not_found: { code: 'unknown_task', status: 404 },
  not_pending: { code: 'invalid_task_state', status: 409 },
};

/** On the standard's endpoints, the standard's problem types. */
export function arapProblem(document: ProblemDocument, type: ProblemType): ProblemDocument {
  const arap = ARAP_PROBLEMS[type];
  return arap ? { ...document, type: `${ARAP_BASE}${arap.code}`, status: arap.status } : document;
}
