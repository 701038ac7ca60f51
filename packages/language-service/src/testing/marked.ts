import type { CompletionList, TextEdit } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import { complete } from '../complete/complete';
import { PolicyDocumentView } from '../document/PolicyDocumentView';

/** The beginning of a scope policy, for tests that care for its rules. */
export const SCOPE_HEAD = `apiVersion: countersign.dev/v1
kind: Policy
metadata: { name: payments, owner: group:default/payments }
spec:
  layer: scope
  covers: [{ owner: group:default/payments }]
  windows:
    office: { zone: Europe/London, days: [mon, tue], from: '09:00', to: '17:00' }
    night: { zone: UTC, days: [sun], from: '22:00', to: '06:00' }
`;

/** A text with a `¦` at the cursor, as a view without it and the position. */
export function marked(text: string, uri = 'file:///policies/payments.policy.yaml') {
  const offset = text.indexOf('¦');
  const view = new PolicyDocumentView(text.replace('¦', ''), uri);
  const { line, column } = view.lines.position(offset);
  return { view, offset, position: { line, character: column } };
}

/** What is proposed at the `¦`. */
export function completeMarked(text: string, context: LanguageContext = {}): CompletionList {
  const { view, position } = marked(text);
  return complete(view, position, context);
}

/** The text after one proposal was taken. */
export function accept(text: string, label: string, context: LanguageContext = {}): string {
  const { view, position } = marked(text);
  const item = complete(view, position, context).items.find(each => each.label === label);
  if (!item) {
    throw new Error(`${label} is not proposed`);
  }
  return applyEdits(view, [item.textEdit as TextEdit]);
}

/** The text of a view with edits, which do not overlap. */
export function applyEdits(view: PolicyDocumentView, edits: readonly TextEdit[]): string {
  return [...edits]
    .map(({ range, newText }) => ({
      start: view.offsetAt(range.start),
      end: view.offsetAt(range.end),
      newText,
    }))
    .sort((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
      view.text,
    );
}
