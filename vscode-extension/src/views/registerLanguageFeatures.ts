import {
  complete,
  COMPLETION_TRIGGERS,
  definition,
  documentSymbols,
  foldingRanges,
  hover,
  references,
  type LanguageContext,
  type PolicyDocumentView,
} from '@countersign/language-service';
import { Disposable, languages, type TextDocument } from 'vscode';
import { isPolicyDocument, POLICY_SELECTOR } from '../policies/isPolicyDocument';
import { languageContextOf, type LanguageSources } from './languageContextOf';
import { toCompletions, toFoldingRange, toHover, toLocation, toSymbol } from './toEditor';

/** Registers what an editor asks for by itself; the language service answers. */
export function registerLanguageFeatures(sources: LanguageSources): Disposable {
  const ask = <T>(
    document: TextDocument,
    answer: (view: PolicyDocumentView, context: LanguageContext) => T,
  ): T | undefined =>
    isPolicyDocument(document)
      ? answer(sources.policies.view(document), languageContextOf(document.uri.toString(), sources))
      : undefined;
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
        ask(document, (view, context) =>
          references(view, position, context, options).map(toLocation),
        ),
    }),
  );
}
