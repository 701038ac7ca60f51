import type { Diagnostic as Finding, Severity } from '@countersign/diagnostics';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import type { LanguageContext } from './context/LanguageContext';
import type { PolicyDocumentView } from './document/PolicyDocumentView';

/** What stands behind every diagnostic of ours in a list of problems. */
export const DIAGNOSTIC_SOURCE = 'Countersign';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The findings in one policy, where they are: its own, and those of the context that lie in it. */
export function validate(view: PolicyDocumentView, context: LanguageContext = {}): Diagnostic[] {
  const others = (context.findings ?? []).filter(({ uri }) => uri === view.uri);
  return [...view.parsed.diagnostics, ...others.map(each => each.diagnostic)].map(finding =>
    toProtocol(view, finding),
  );
}

/** A finding as the Language Server Protocol writes it. */
export function toProtocol(view: PolicyDocumentView, finding: Finding): Diagnostic {
  return {
    range: view.rangeOf(finding.span),
    message: finding.message,
    severity: SEVERITIES[finding.severity],
    code: finding.code,
    source: DIAGNOSTIC_SOURCE,
    ...(finding.data && { data: finding.data }),
  };
}
