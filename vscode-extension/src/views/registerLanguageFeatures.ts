import {
  codeActions,
  complete,
  COMPLETION_TRIGGERS,
  definition,
  documentSymbols,
  foldingRanges,
  format,
  hover,
  references,
  type LanguageContext,
  type PolicyDocumentView,
} from '@countersign/language-service';
import { CodeActionKind, Disposable, languages, type TextDocument } from 'vscode';
import { isPolicyDocument, POLICY_SELECTOR } from '../policies/isPolicyDocument';
import { testsBeside } from '../policies/testsBeside';
import { languageContextOf, type LanguageSources } from './languageContextOf';
import {
  toCodeAction,
  toCompletions,
  toFoldingRange,
  toHover,
  toLocation,
  toSymbol,
  toTextEdit,
} from './toEditor';

/** Registers what an editor asks for by itself; the language service answers. */
export function registerLanguageFeatures(sources: LanguageSources): Disposable {
  const ask = <T>(
    document: TextDocument,
    answer: (view: PolicyDocumentView, context: LanguageContext) => T,
  ): T | undefined =>
    isPolicyDocument(document)
      ? answer(sources.policies.view(document), languageContextOf(document.uri.toString(), sources))
      : undefined;
  const askWithTests = async <T>(
    document: TextDocument,
    answer: (view: PolicyDocumentView, context: LanguageContext) => T,
  ): Promise<T | undefined> => {
    if (!isPolicyDocument(document)) {
      return undefined;
    }
    const tests = await testsBeside(document.uri);
    const { findings } = await sources.policies.setOf(document.uri);
    // The document may have changed meanwhile; it is asked about as it is now.
    const uri = document.uri.toString();
    const context = { ...languageContextOf(uri, sources, tests), findings };
    return answer(sources.policies.view(document), context);
  };
  return Disposable.from(
    languages.registerDocumentSymbolProvider(
      POLICY_SELECTOR,
      { provideDocumentSymbols: at => ask(at, view => documentSymbols(view).map(toSymbol)) },
      { label: 'Countersign' },
    ),
    languages.registerFoldingRangeProvider(POLICY_SELECTOR, {
      provideFoldingRanges: at => ask(at, view => foldingRanges(view).map(toFoldingRange)),
    }),
    languages.registerHoverProvider(POLICY_SELECTOR, {
      provideHover: (document, position) =>
        ask(document, (view, context) => {
          const found = hover(view, position, context);
          return found && toHover(found);
        }),
    }),
    languages.registerCompletionItemProvider(
      POLICY_SELECTOR,
      {
        provideCompletionItems: (document, position) =>
          ask(document, (view, context) => toCompletions(complete(view, position, context))),
      },
      ...COMPLETION_TRIGGERS,
    ),
    languages.registerDefinitionProvider(POLICY_SELECTOR, {
      provideDefinition: (document, position) =>
        ask(document, (view, context) => definition(view, position, context).map(toLocation)),
    }),
    languages.registerReferenceProvider(POLICY_SELECTOR, {
      provideReferences: (document, position, options) =>
        askWithTests(document, (view, context) =>
          references(view, position, context, options).map(toLocation),
        ),
    }),
    languages.registerCodeActionsProvider(
      POLICY_SELECTOR,
      {
        provideCodeActions: (document, range, { diagnostics }) =>
          askWithTests(document, (view, context) =>
            codeActions(view, range, context).map(action => toCodeAction(action, diagnostics)),
          ),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] },
    ),
    languages.registerDocumentFormattingEditProvider(POLICY_SELECTOR, {
      provideDocumentFormattingEdits: document =>
        ask(document, view => format(view).map(toTextEdit)),
    }),
  );
}
