import type { Span } from './Span';

/** How much a diagnostic weighs: only an `error` keeps a document from being used. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Plain values that go with a diagnostic, for code actions: `{ suggestion: 'decision' }`. */
export type DiagnosticData = {
  readonly [name: string]: string | number | boolean | readonly string[];
};

/**
 * One finding in a text. Which codes there are is a closed list in the package that reports them;
 * it passes its union as `Code`.
 */
export interface Diagnostic<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, what that means and what to do; no line or column in it. */
  readonly message: string;
  readonly span: Span;
  readonly data?: DiagnosticData;
}

/** Whether any of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(diagnostic => diagnostic.severity === 'error');
}

/** Order of appearance: by start, then the worse one, then the code. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    a.span.start - b.span.start ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (a.code < b.code ? -1 : Number(a.code > b.code))
  );
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
