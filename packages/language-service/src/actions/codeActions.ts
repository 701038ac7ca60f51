import { CodeActionKind, type CodeAction, type Range } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { toProtocol } from '../validate';
import { addMissingTests } from './addMissingTest';
import { fixesFor } from './fixesFor';

/**
 * What can be done about what is wrong in a range, and the tests that rules in it lack. After a fix
 * its diagnostic is gone; other ones may come, where a value was put in that only the author knows.
 */
export function codeActions(
  view: PolicyDocumentView,
  range: Range,
  context: LanguageContext = {},
): CodeAction[] {
  const start = view.offsetAt(range.start);
  const end = view.offsetAt(range.end);
  const others = (context.findings ?? []).filter(({ uri }) => uri === view.uri);
  const findings = [...view.parsed.diagnostics, ...others.map(each => each.diagnostic)];
  const fixes = findings
    .filter(({ span }) => span.start <= end && start <= span.end)
    .flatMap(finding =>
      fixesFor(view, finding).map(({ title, changes, isPreferred }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [toProtocol(view, finding)],
        isPreferred: isPreferred ?? false,
        edit: {
          documentChanges: [
            {
              textDocument: { uri: view.uri, version: null },
              edits: changes.map(({ text, ...span }) => ({
                range: view.rangeOf(span),
                newText: text,
              })),
            },
          ],
        },
      })),
    );
  return [...fixes, ...addMissingTests(view, { start, end }, context)];
}
