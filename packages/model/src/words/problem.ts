/**
 * The closed list of problem types. Each is the last part of a problem document's `type`
 * (RFC 9457) and never changes its meaning; the number is the HTTP status.
 */
export const PROBLEMS = {
  malformed_body: 400,
  body_too_large: 413,
  invalid_member: 400,
  idempotency_key_missing: 400,
  idempotency_key_reused: 422,
  unauthenticated: 401,
  unregistered_caller: 403,
  unregistered_executor: 403,
  not_permitted: 403,
  not_a_person: 403,
  separation_of_duties: 403,
  not_found: 404,
  not_pending: 409,
  already_reviewed: 409,
  reason_required: 400,
  invalid_denial_binding: 400,
  denial_expired: 400,
  not_requestable: 400,
  grant_pending: 409,
  forged: 403,
  expired: 403,
  spent: 409,
  digest_mismatch: 403,
  held: 403,
  more_required: 403,
  revoked: 403,
  wrong_executor: 403,
  ledger_behind: 503,
  not_redeemed: 409,
  policies_not_in_force: 503,
  unavailable: 503,
  internal: 500,
} as const;
export type ProblemType = keyof typeof PROBLEMS;

/** Where every problem type hangs; a name, not a page that is fetched. */
export const PROBLEM_BASE = 'urn:countersign:problem:';

/** An RFC 9457 problem document. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  /** What happened, what it means and what to do. */
  detail: string;
  /** JSON pointers to the members that are at fault, each with its fault. */
  errors?: { pointer: string; message: string }[];
}

/** A refusal that a caller can act on; becomes a problem document at the edge. */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly problemType: ProblemType,
    readonly detail: string,
    readonly errors?: ProblemDocument['errors'],
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = PROBLEMS[problemType];
  }

  toDocument(): ProblemDocument {
    return {
      type: `${PROBLEM_BASE}${this.problemType}`,
      title: this.problemType.replaceAll('_', ' '),
      status: this.status,
      detail: this.detail,
      ...(this.errors && { errors: this.errors }),
    };
  }
}
