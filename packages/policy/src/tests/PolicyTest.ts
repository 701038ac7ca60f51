import type { Span } from '@countersign/diagnostics';
import type { PolicyTestDocument } from '@countersign/model';
import type { Path } from '../parse/PolicyText';

/** Where a case stands in the text. */
export interface TestCaseOutline {
  /** Empty for a case without a name. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** A checked test document. Immutable. */
export interface PolicyTest {
  readonly uri: string;
  readonly document: PolicyTestDocument;
  /** In the order of `document.spec.cases`. */
  readonly cases: readonly TestCaseOutline[];
  /** The place of a value in the text, or of what should hold it. */
  place(path: Path): Span;
}
