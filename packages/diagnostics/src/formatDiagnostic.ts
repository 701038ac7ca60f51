import type { Diagnostic } from './Diagnostic';
import { LineCounter } from './LineCounter';

/**
 * A diagnostic as a terminal shows it: `file:line:column: error code: message`, the line of the
 * source, and carets under the span as far as it lies on that line. Line and column count from 1.
 *
 * @param counter - Given when many diagnostics of one text are formatted, so that it is read once.
 */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  text: string,
  uri: string,
  counter: LineCounter = new LineCounter(text),
): string {
  const { line, column } = counter.position(diagnostic.span.start);
  const head = `${uri}:${line + 1}:${column + 1}: ${diagnostic.severity} ${diagnostic.code}: ${diagnostic.message}`;

  const lineStart = counter.offset(line, 0);
  const source = text.slice(lineStart, counter.offset(line + 1, 0)).replace(/[\r\n]+$/, '');
  const length = Math.min(diagnostic.span.end - lineStart, source.length) - column;
  if (source.length > MAX_LINE) {
    return head;
  }
  // Tabs are kept, so that the caret stands under its letter however wide a terminal draws them;
  // a character outside the basic plane takes two code units and one place.
  const pad = [...source.slice(0, column)].map(letter => (letter === '\t' ? '\t' : ' ')).join('');
  const carets = '^'.repeat(Math.max(1, [...source.slice(column, column + length)].length));
  return `${head}\n  ${source}\n  ${pad}${carets}`;
}

/** A line that no terminal shows well is left out. */
const MAX_LINE = 400;
