import { InlayHint } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { ruleMarks } from './ruleMarks';

/** What each rule decides, behind its name; `before this edit` while the numbers are older. */
export function inlayHints(view: PolicyDocumentView, { replay }: LanguageContext): InlayHint[] {
  return replay
    ? ruleMarks(view, replay.summary).map(({ range, text }) => ({
        ...InlayHint.create(
          range.end,
          replay.state === 'fresh' ? text : `before this edit: ${text}`,
        ),
        paddingLeft: true,
      }))
    : [];
}
