import { LineCounter, type Diagnostic, type Severity } from '@countersign/diagnostics';
import type { ParsedPolicy } from '@countersign/policy';
import {
  DiagnosticSeverity,
  type Diagnostic as ProtocolDiagnostic,
} from 'vscode-languageserver-types';
import { toRange } from './text/toRange';

/** What stands behind every diagnostic of ours in a list of problems. */
export const DIAGNOSTIC_SOURCE = 'Countersign';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * The findings in one policy, where they are.
 *
 * @param setFindings - what a check of the whole set found in this policy
 */
export function validate(
  parsed: ParsedPolicy,
  setFindings: readonly Diagnostic[] = [],
): ProtocolDiagnostic[] {
  const lines = new LineCounter(parsed.text);
  return [...parsed.diagnostics, ...setFindings].map(finding => ({
    range: toRange(finding.span, lines),
    message: finding.message,
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    source: DIAGNOSTIC_SOURCE,
    ...(finding.data && { data: finding.data }),
  }));
}
