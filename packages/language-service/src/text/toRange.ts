import type { LineCounter, Span } from '@countersign/diagnostics';
import type { Range } from 'vscode-languageserver-types';

/** A span as the Language Server Protocol writes it: lines and UTF-16 columns, both from 0. */
export function toRange(span: Span, lines: LineCounter): Range {
  const start = lines.position(span.start);
  const end = lines.position(span.end);
  return {
    start: { line: start.line, character: start.column },
    end: { line: end.line, character: end.column },
  };
}
