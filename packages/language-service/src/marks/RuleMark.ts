import type { Range } from 'vscode-languageserver-types';

/**
 * How a mark is to be coloured: `plain` when the edit changes nothing here, `changed` when it
 * does, `regret` when something it newly lets through went wrong, `idle` when the rule decides
 * nothing at all.
 */
export type RuleTone = 'plain' | 'changed' | 'regret' | 'idle';

/** What stands behind a rule's name in the editor. */
export interface RuleMark {
  rule: string;
  /** The rule's name in the text. */
  range: Range;
  text: string;
  tone: RuleTone;
}
