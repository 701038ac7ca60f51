import type { Diagnostic, DiagnosticData, Severity, Span } from '@countersign/diagnostics';

/**
 * Everything that this package can find wrong with a policy. The list is closed: a code never
 * changes its meaning, and what it weighs stands here, not where it is reported.
 */
export const POLICY_CODES = {
  // Reading the text
  'yaml-syntax': 'error',
  'too-large': 'error',
  'too-deep': 'error',
  'empty-document': 'error',
  'several-documents': 'error',
  'duplicate-key': 'error',
  alias: 'error',
  tag: 'error',
  // The shape of the document
  'schema-type': 'error',
  'schema-value': 'error',
  'unknown-member': 'error',
  'missing-member': 'error',
  'requirement-missing': 'error',
  'requirement-unexpected': 'error',
  'raise-target': 'error',
  'guardrail-kind-missing': 'error',
  'kind-in-scope': 'error',
  // Names and values that refer to each other
  'duplicate-rule': 'error',
  'duplicate-raise': 'error',
  'duplicate-coverage': 'warning',
  'unknown-zone': 'error',
  'empty-window': 'error',
  'unused-window': 'hint',
  'overlapping-windows': 'information',
  'bands-order': 'error',
  'matrix-hole': 'error',
  'matrix-order': 'warning',
  'never-fires': 'warning',
  'wrong-unit': 'error',
  'duplicate-name': 'error',
  'duplicate-control': 'warning',
  'unknown-rule': 'error',
  'empty-hold': 'error',
  'hold-ended': 'hint',
  'exception-ended': 'warning',
  'standing-ended': 'warning',
  'review-due': 'warning',
  'reminder-late': 'warning',
  'escalation-order': 'error',
  // Conditions
  'condition-syntax': 'error',
  'condition-profile': 'error',
  'condition-type': 'error',
  'condition-pattern': 'error',
  'unknown-name': 'error',
  'unknown-window': 'error',
  'unknown-value': 'error',
  'always-present': 'error',
  'maybe-absent': 'warning',
  // Policies beside each other
  'duplicate-policy': 'error',
  'impact-missing': 'error',
  'duplicate-impact': 'error',
  'fallback-missing': 'error',
  'duplicate-fallback': 'error',
  'duplicate-break-glass': 'error',
  'duplicate-role': 'error',
  'unknown-role': 'error',
  // Tests beside policies
  'test-duplicate-case': 'error',
  'test-no-expectation': 'error',
  'test-no-action': 'error',
  'test-no-time': 'error',
  'test-contradiction': 'error',
  'test-no-policy': 'error',
  'test-unknown-name': 'error',
  'test-ambiguous-name': 'warning',
  'test-unknown-recording': 'error',
} as const satisfies Record<string, Severity>;

export type PolicyCode = keyof typeof POLICY_CODES;
export type PolicyDiagnostic = Diagnostic<PolicyCode>;

/** A finding, with the weight that its code has. */
export function finding(
  code: PolicyCode,
  span: Span,
  message: string,
  data?: DiagnosticData,
): PolicyDiagnostic {
  return { code, severity: POLICY_CODES[code], message, span, ...(data && { data }) };
}
