import type { CodeLens } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { ruleMarks } from './ruleMarks';

/** What a lens carries from its place to its text. */
export interface RuleLensData {
  readonly uri: string;
  /** Position among the rules of the text, named or not. */
  readonly rule: number;
}

/** What a click on a lens asks the editor to do. */
export const RULE_LENS_COMMAND = 'countersign.rule.show';

/**
 * One lens above every rule, whatever is known of it: their number changes only with the rules, so
 * that no line jumps while numbers come and go. {@link resolveCodeLens} says what stands there.
 */
export function codeLenses(view: PolicyDocumentView): CodeLens[] {
  return view.names.of('rule').map(({ span }, rule) => {
    const start = view.rangeOf(span).start;
    const data: RuleLensData = { uri: view.uri, rule };
    return { range: { start, end: start }, data };
  });
}

/** The text of a lens, as of now. */
export function resolveCodeLens(
  lens: CodeLens,
  view: PolicyDocumentView,
  { replay }: LanguageContext,
): CodeLens {
  const name = view.names.of('rule')[(lens.data as RuleLensData).rule]?.name ?? '';
  return {
    ...lens,
    command: {
      title: titleOf(name, view, replay),
      command: RULE_LENS_COMMAND,
      arguments: [view.uri, name],
    },
  };
}

function titleOf(
  name: string,
  view: PolicyDocumentView,
  replay: LanguageContext['replay'],
): string {
  if (!replay) {
    return 'no recordings';
  }
  const mark = ruleMarks(view, replay.summary).find(({ rule }) => rule === name);
  const text = mark?.text ?? 'a rule without a name is not counted';
  return replay.state === 'fresh' ? text : `before this edit: ${text}`;
}
