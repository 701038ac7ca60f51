import type { Span } from '@countersign/diagnostics';
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import type { Named, NamedKind } from '../document/namesIn';
import { entryAt } from '../document/looseValues';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';

const KINDS: Readonly<Record<NamedKind, SymbolKind>> = {
  control: SymbolKind.Key,
  window: SymbolKind.Event,
  role: SymbolKind.Interface,
  raise: SymbolKind.Operator,
  hold: SymbolKind.Event,
  required: SymbolKind.Field,
  standing: SymbolKind.Constant,
  exception: SymbolKind.Variable,
  rule: SymbolKind.Method,
};

/**
 * The outline of a policy: it holds what it names, in groups as the text has them. A text with faults
 * keeps its outline, also on lines below a half-typed one.
 */
export function documentSymbols(view: PolicyDocumentView): DocumentSymbol[] {
  const { names, text } = view;
  const groups = [...groupsOf(names.named)].map(([path, members]) => {
    const entry = entryAt(view.loose.root, path.split('.'))!;
    return symbol(view, {
      name: String(entry.key),
      kind: SymbolKind.Namespace,
      span: around([entry.keySpan, ...members.map(each => each.span)]),
      nameSpan: entry.keySpan,
      children: members.map(each =>
        symbol(view, {
          name: each.name || '(no name)',
          kind: KINDS[each.kind],
          span: around([each.span, each.nameSpan]),
          nameSpan: each.nameSpan,
          detail: detailOf(each, text),
        }),
      ),
    });
  });
  if (names.policySpan === undefined) {
    return groups;
  }
  return [
    symbol(view, {
      name: names.policy || '(no name)',
      kind: SymbolKind.File,
      detail: names.layer,
      span: around([{ start: 0, end: text.trimEnd().length }, names.policySpan]),
      nameSpan: names.policySpan,
      children: groups,
    }),
  ];
}

function groupsOf(named: readonly Named[]): Map<string, Named[]> {
  const groups = new Map<string, Named[]>();
  for (const each of named) {
    const path = each.path.slice(0, -1).join('.');
    groups.set(path, [...(groups.get(path) ?? []), each]);
  }
  return groups;
}

function detailOf({ node, kind }: Named, text: string): string | undefined {
  const member = { rule: 'decision', raise: 'to', exception: 'until', standing: 'until' }[
    kind as string
  ];
  const span = member && entryAt(node, [member])?.value.span;
  return span ? text.slice(span.start, span.end) : undefined;
}

interface SymbolParts {
  name: string;
  kind: SymbolKind;
  span: Span;
  nameSpan: Span;
  detail?: string | undefined;
  children?: DocumentSymbol[];
}

function symbol(view: PolicyDocumentView, parts: SymbolParts): DocumentSymbol {
  const { name, kind, span, nameSpan, detail, children } = parts;
  return {
    name,
    kind,
    range: view.rangeOf(span),
    selectionRange: view.rangeOf(nameSpan),
    ...(detail && { detail }),
    ...(children && { children }),
  };
}

function around(spans: readonly Span[]): Span {
  return {
    start: spans.reduce((least, { start }) => Math.min(least, start), Infinity),
    end: spans.reduce((most, { end }) => Math.max(most, end), 0),
  };
}
