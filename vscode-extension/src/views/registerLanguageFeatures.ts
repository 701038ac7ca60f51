import { documentSymbols, ruleHover } from '@countersign/language-service';
import {
  Disposable,
  DocumentSymbol,
  Hover,
  languages,
  MarkdownString,
  Range,
  type SymbolKind,
} from 'vscode';
import type { MarkupContent, Range as ProtocolRange } from 'vscode-languageserver-types';
import type { Impact } from '../impact/Impact';
import { isPolicyDocument, POLICY_SELECTOR } from '../policies/isPolicyDocument';
import type { PolicyStore } from '../policies/PolicyStore';

/** Registers what an editor asks for by itself: the outline, and what hovers over a rule's name. */
export function registerLanguageFeatures(policies: PolicyStore, impact: Impact): Disposable {
  return Disposable.from(
    languages.registerDocumentSymbolProvider(
      POLICY_SELECTOR,
      {
        provideDocumentSymbols: document =>
          isPolicyDocument(document)
            ? documentSymbols(policies.parsed(document)).map(
                ({ name, kind, range, selectionRange }) =>
                  new DocumentSymbol(
                    name,
                    '',
                    // The protocol counts kinds from 1, the editor from 0.
                    (kind - 1) as SymbolKind,
                    toRange(range),
                    toRange(selectionRange),
                  ),
              )
            : [],
      },
      { label: 'Countersign' },
    ),
    languages.registerHoverProvider(POLICY_SELECTOR, {
      provideHover: (document, position) => {
        const { summary, uris } = impact.state;
        if (!isPolicyDocument(document) || !uris.has(document.uri.toString())) {
          return undefined;
        }
        const hover = ruleHover(policies.parsed(document), document.offsetAt(position), summary);
        return (
          hover &&
          new Hover(
            new MarkdownString((hover.contents as MarkupContent).value),
            toRange(hover.range!),
          )
        );
      },
    }),
  );
}

function toRange({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
