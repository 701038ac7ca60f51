import { PROBLEM_BASE, PROBLEMS, type ProblemDocument, type ProblemType } from '@countersign/model';

const ARAP_BASE = 'urn:openid:authzen:access-request:error:';

/** Countersign answered, and the answer is a refusal: a problem document (RFC 9457). */
export class CountersignError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** The document's `type` as it was sent. */
  readonly type: string;
  /** One of our closed list, or a code of the Access Request and Approval Profile; `unexpected` when it is neither. */
  readonly problemType: ProblemType | (string & {});
  /** What happened, what it means and what to do. */
  readonly detail: string;
  readonly errors: ProblemDocument['errors'];

  constructor(document: ProblemDocument) {
    super(document.detail || document.title);
    this.name = 'CountersignError';
    this.status = document.status;
    this.type = document.type;
    this.problemType = shortType(document.type);
    this.detail = document.detail;
    this.errors = document.errors;
  }

  /** Whether this is the given problem. */
  is(problemType: ProblemType): boolean {
    return this.problemType === problemType;
  }
}

function shortType(type: string): string {
  if (type.startsWith(PROBLEM_BASE) && type.slice(PROBLEM_BASE.length) in PROBLEMS) {
    return type.slice(PROBLEM_BASE.length);
  }
  return type.startsWith(ARAP_BASE) ? type.slice(ARAP_BASE.length) : 'unexpected';
}
