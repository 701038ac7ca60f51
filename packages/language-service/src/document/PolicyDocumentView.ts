import { LineCounter, type Span } from '@countersign/diagnostics';
import {
  parsePolicy,
  readLoosely,
  type LooseDocument,
  type ParseOptions,
  type ParsedPolicy,
} from '@countersign/policy';
import type { Position, Range } from 'vscode-languageserver-types';
import { toRange } from '../text/toRange';
import { namesIn, type PolicyNames } from './namesIn';

/**
 * One version of a policy's text with what can be made of it, each made when it is first asked for
 * and then kept: whoever asks several questions about one version makes one view of it.
 */
export class PolicyDocumentView {
  private counter: LineCounter | undefined;
  private structure: LooseDocument | undefined;
  private policy: ParsedPolicy | undefined;
  private found: PolicyNames | undefined;

  constructor(
    readonly text: string,
    readonly uri: string,
    private readonly options: ParseOptions = {},
  ) {}

  get lines(): LineCounter {
    return (this.counter ??= new LineCounter(this.text));
  }

  /** What its lines and indentation show, whatever is wrong with it. Costs a tenth of a parse. */
  get loose(): LooseDocument {
    return (this.structure ??= readLoosely(this.text));
  }

  /** Parsed, checked and compiled. */
  get parsed(): ParsedPolicy {
    return (this.policy ??= parsePolicy(this.text, this.uri, this.options));
  }

  /** What is named in it, with the places. */
  get names(): PolicyNames {
    return (this.found ??= namesIn(this.loose));
  }

  /** The offset of a position; one outside the text is moved to its nearest end. */
  offsetAt({ line, character }: Position): number {
    const { lines } = this;
    const start = lines.offset(line, 0);
    const next = lines.offset(line + 1, 0);
    // A column behind the end of its line means that end, not the line below.
    const breaks = /[\r\n]*$/.exec(this.text.slice(start, next))![0].length;
    return Math.min(start + Math.max(character, 0), Math.max(next - breaks, start));
  }

  rangeOf(span: Span): Range {
    return toRange(span, this.lines);
  }
}
