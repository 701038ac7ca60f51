import type { Span } from '@countersign/diagnostics';

/** How a scalar is written: plain, between quotes, or as a block. */
export type ScalarStyle = 'plain' | "'" | '"' | '|' | '>';

/**
 * A value as its lines and its indentation show it. Every piece stays where it is whatever is wrong
 * around it: a slip on one line costs that line, never those after it.
 */
export interface LooseNode {
  kind: 'map' | 'list' | 'scalar' | 'empty';
  /** Without white space around it; empty where a value would stand and none does. */
  span: Span;
  /** Members of a mapping or items of a list, in the order of the text. */
  entries: LooseEntry[];
  /** Whether it is written between brackets. */
  flow: boolean;
  /** Column of the names or dashes of a mapping or list that is no flow. */
  indent: number;
  style?: ScalarStyle;
  /** A scalar on a line below its name: while it is typed it may yet become a member's name. */
  alone?: boolean;
  /** Whether its quote or bracket is closed. */
  closed: boolean;
}

/** A member of a mapping, or an item of a list. */
export interface LooseEntry {
  /** The member's name; `undefined` for an item. */
  readonly key: string | undefined;
  /** Place of the name, with its quotes; of the dash of an item. */
  readonly keySpan: Span;
  /** Behind the colon or dash; `undefined` for a name whose colon is not typed yet. */
  readonly valueStart: number | undefined;
  value: LooseNode;
}

/** A line without its break. */
export interface LooseLine {
  readonly start: number;
  readonly end: number;
  /** Where its first letter is; `end` for a blank one. */
  readonly content: number;
  /** Column of its first letter; a tab reaches to the next even column. */
  readonly column: number;
}

/** A text of any state with the structure that can be seen in it. */
export interface LooseDocument {
  readonly text: string;
  readonly lines: readonly LooseLine[];
  readonly root: LooseNode;
  /** From the `#` to the end of the line, in order. */
  readonly comments: readonly Span[];
}
