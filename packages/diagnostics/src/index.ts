/**
 * What every reader of a text reports with: spans in UTF-16 code units, diagnostics with closed
 * codes, and the one place where offsets become lines and columns.
 *
 * @packageDocumentation
 */
export * from './Span';
export * from './Diagnostic';
export * from './LineCounter';
export * from './formatDiagnostic';
export * from './nearestName';
