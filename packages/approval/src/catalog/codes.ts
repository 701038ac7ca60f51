import type { Diagnostic, DiagnosticData, Severity, Span } from '@countersign/diagnostics';

/**
 * Everything that can be wrong with a policy beside a snapshot of the catalog. The list is closed: a
 * code never changes its meaning, and what it weighs stands here, not where it is reported.
 */
export const APPROVAL_CODES = {
  // Names
  'unknown-group': 'error',
  'unknown-user': 'error',
  'unknown-entity': 'error',
  // Coverage
  'covers-foreign': 'error',
  // People
  'empty-group': 'error',
  'too-few-people': 'error',
  'too-few-owners': 'warning',
  'separated-out': 'warning',
  'no-spare-person': 'warning',
  'unowned-target': 'warning',
  'unowned-dependents': 'warning',
} as const satisfies Record<string, Severity>;

export type ApprovalCode = keyof typeof APPROVAL_CODES;
export type ApprovalDiagnostic = Diagnostic<ApprovalCode>;

/** A finding, with the weight that its code has. */
export function finding(
  code: ApprovalCode,
  span: Span,
  message: string,
  data?: DiagnosticData,
): ApprovalDiagnostic {
  return { code, severity: APPROVAL_CODES[code], message, span, ...(data && { data }) };
}
