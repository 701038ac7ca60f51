import { isScalar, parseDocument, type Scalar } from 'yaml';
import type { Span } from '@countersign/diagnostics';
import type { LooseNode, ScalarStyle } from './LooseDocument';
import { scalarSpans, type SpanMap } from './scalarSpans';

/** A scalar's own text, with the way from its offsets to those of the document and back. */
export class ScalarText {
  private constructor(
    readonly value: string,
    readonly style: ScalarStyle,
    private readonly spans: SpanMap,
    private readonly bodyStart: number,
  ) {}

  /**
   * Reads a scalar of a text in any state: what is not closed is read as if it were.
   *
   * @param end - Up to where, when white space behind it counts because somebody is typing there.
   */
  static read(text: string, node: LooseNode, end: number = node.span.end): ScalarText {
    const { start } = node.span;
    const style = node.style ?? 'plain';
    const piece = text.slice(start, end);
    if (style === 'plain' && !piece.includes('\n')) {
      return new ScalarText(piece, style, raw(start), start);
    }
    const source = node.closed || style === 'plain' ? piece : `${piece}${style}`;
    const document = parseDocument(source, { schema: 'failsafe', logLevel: 'silent' });
    const scalar = document.contents;
    const spans = isScalar(scalar) ? scalarSpans(source, scalar as Scalar.Parsed) : undefined;
    if (!isScalar(scalar) || !spans || typeof scalar.value !== 'string') {
      return new ScalarText(piece, style, raw(start), start);
    }
    const shifted: SpanMap = (from, to) => {
      const span = spans(from, to);
      return { start: Math.min(span.start + start, end), end: Math.min(span.end + start, end) };
    };
    const header = style === '|' || style === '>' ? piece.search(/\n|$/) + 1 : 1;
    const isBare = style === 'plain';
    return new ScalarText(scalar.value, style, shifted, isBare ? start : start + header);
  }

  /** Where a piece of the value stands in the document. */
  toDocument(start: number, end: number): Span {
    return this.spans(start, end);
  }

  /** Whether a place of the document lies in front of the value: before its quote, in a block's head. */
  isBefore(offset: number): boolean {
    return offset < this.bodyStart;
  }

  /** The offset in the value of a place in the document; behind the value, its end. */
  toValue(offset: number): number {
    let low = 0;
    let high = this.value.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.spans(middle, middle + 1).end <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A piece of value as it is written in this scalar: with the escapes that its quotes ask for. */
  write(value: string): string {
    switch (this.style) {
      case "'":
        return value.replaceAll("'", "''");
      case '"':
        return value.replace(/[\\"]/g, '\\$&');
      default:
        return value;
    }
  }
}

function raw(start: number): SpanMap {
  return (from, to) => ({ start: start + from, end: start + to });
}
