import { LineCounter } from '@countersign/diagnostics';
import type { ParsedPolicy } from '@countersign/policy';
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { toRange } from '../text/toRange';

/** The rules of a policy by name, also of one that has faults. */
export function documentSymbols(parsed: ParsedPolicy): DocumentSymbol[] {
  const lines = new LineCounter(parsed.text);
  return parsed.outline.rules
    .filter(rule => rule.name !== '')
    .map(rule => ({
      name: rule.name,
      kind: SymbolKind.Method,
      range: toRange(rule.span, lines),
      selectionRange: toRange(rule.nameSpan, lines),
    }));
}
