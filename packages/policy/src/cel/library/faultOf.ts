import { EvaluationError, ParseError, TypeError as CelTypeError } from '@marcbachmann/cel-js';
import { CelFault } from '../CelFault';
import { HIDDEN } from './hidden';
import { plainMessage } from './plainMessage';

/** What the library, or a function that it called, has thrown, as a fault with a place in the text. */
export function faultOf(error: unknown, kind: CelFault['kind'], source: string): CelFault {
  if (error instanceof CelFault) {
    return error;
  }
  if (
    error instanceof ParseError ||
    error instanceof CelTypeError ||
    error instanceof EvaluationError
  ) {
    const { start, end } = error.range ?? { start: 0, end: source.length };
    // What is missing at the end is shown on the last letter: behind it there is nothing to mark.
    const length = source.trimEnd().length;
    const from = Math.max(0, Math.min(start, length - 1));
    return new CelFault(
      kind,
      plainMessage(error.code, error.summary.replaceAll(HIDDEN, '')),
      from,
      Math.max(from, Math.min(Math.max(end, from + 1), source.length)),
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  return new CelFault(kind, `${message}.`, 0, source.length);
}
