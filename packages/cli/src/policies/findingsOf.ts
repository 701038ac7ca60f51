import { formatDiagnostic, LineCounter, type Diagnostic } from '@countersign/diagnostics';
import { checkPolicySet, type ParsedPolicy } from '@countersign/policy';

/** A diagnostic with the file it is about. */
export interface PolicyFinding {
  readonly file: string;
  readonly text: string;
  readonly diagnostic: Diagnostic;
}

/** What is wrong with each policy, and then with all of them beside each other. */
export function findingsOf(
  policies: readonly ParsedPolicy[],
  options: { asSet: boolean },
): PolicyFinding[] {
  const each = policies.flatMap(({ uri, text, diagnostics }) =>
    diagnostics.map(diagnostic => ({ file: uri, text, diagnostic })),
  );
  return [...each, ...locate(options.asSet ? checkPolicySet([...policies]) : [], policies)];
}

/** Findings across policies, each with its policy's text. */
export function locate(
  findings: readonly { readonly uri: string; readonly diagnostic: Diagnostic }[],
  policies: readonly ParsedPolicy[],
): PolicyFinding[] {
  const texts = new Map(policies.map(({ uri, text }) => [uri, text]));
  return findings.map(({ uri, diagnostic }) => ({
    file: uri,
    text: texts.get(uri) ?? '',
    diagnostic,
  }));
}

/** A finding as compilers print it, with its line. */
export function formatFinding({ file, text, diagnostic }: PolicyFinding): string {
  return formatDiagnostic(diagnostic, text, file);
}

/** A finding for programs: places count from 1, as in the printed form. */
export function findingAsJson({ file, text, diagnostic }: PolicyFinding) {
  const { line, column } = new LineCounter(text).position(diagnostic.span.start);
  return {
    file,
    line: line + 1,
    column: column + 1,
    severity: diagnostic.severity,
    code: diagnostic.code,
    message: diagnostic.message,
  };
}
