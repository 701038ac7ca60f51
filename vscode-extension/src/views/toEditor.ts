import {
  CodeAction,
  CodeActionKind,
  CompletionItem,
  CompletionList,
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  Hover,
  Location,
  MarkdownString,
  Position,
  Range,
  TextEdit,
  Uri,
  WorkspaceEdit,
  type CompletionItemKind,
  type Diagnostic,
  type SymbolKind,
} from 'vscode';
import type * as protocol from 'vscode-languageserver-types';

/*
 * The values of the Language Server Protocol as the editor has them. The protocol counts kinds from
 * 1, the editor from 0.
 */

export function toRange({ start, end }: protocol.Range): Range {
  return new Range(toPosition(start), toPosition(end));
}

export function toPosition({ line, character }: protocol.Position): Position {
  return new Position(line, character);
}

export function toTextEdit({ range, newText }: protocol.TextEdit): TextEdit {
  return new TextEdit(toRange(range), newText);
}

export function toLocation({ uri, range }: protocol.Location): Location {
  return new Location(Uri.parse(uri), toRange(range));
}

export function toHover({ contents, range }: protocol.Hover): Hover {
  return new Hover(
    new MarkdownString((contents as protocol.MarkupContent).value),
    range && toRange(range),
  );
}

export function toSymbol(symbol: protocol.DocumentSymbol): DocumentSymbol {
  const { name, detail = '', kind, range, selectionRange, children = [] } = symbol;
  const made = new DocumentSymbol(
    name,
    detail,
    (kind - 1) as SymbolKind,
    toRange(range),
    toRange(selectionRange),
  );
  made.children = children.map(toSymbol);
  return made;
}

export function toFoldingRange({ startLine, endLine, kind }: protocol.FoldingRange): FoldingRange {
  return new FoldingRange(startLine, endLine, kind === undefined ? kind : FoldingRangeKind.Comment);
}

export function toCompletions({ isIncomplete, items }: protocol.CompletionList): CompletionList {
  return new CompletionList(items.map(toCompletion), isIncomplete);
}

function toCompletion(item: protocol.CompletionItem): CompletionItem {
  const { label, kind, detail, documentation, sortText, filterText } = item;
  const { range, newText } = item.textEdit as protocol.TextEdit;
  const made = new CompletionItem(label, ((kind ?? 1) - 1) as CompletionItemKind);
  made.insertText = newText;
  made.range = toRange(range);
  // What is inserted is indented already.
  made.keepWhitespace = true;
  Object.assign(made, {
    ...(detail && { detail }),
    ...(sortText && { sortText }),
    ...(filterText && { filterText }),
    ...(documentation && {
      documentation: new MarkdownString((documentation as protocol.MarkupContent).value),
    }),
  });
  return made;
}

/** @param diagnostics - What the editor shows, so that a fix stands beside what it mends. */
export function toCodeAction(
  { title, kind, edit, isPreferred, diagnostics: mended = [] }: protocol.CodeAction,
  diagnostics: readonly Diagnostic[],
): CodeAction {
  const action = new CodeAction(
    title,
    kind === 'quickfix' ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite,
  );
  action.edit = toWorkspaceEdit(edit);
  action.isPreferred = isPreferred === true;
  action.diagnostics = diagnostics.filter(shown =>
    mended.some(({ code, range }) => shown.code === code && toRange(range).isEqual(shown.range)),
  );
  return action;
}

function toWorkspaceEdit(edit: protocol.WorkspaceEdit | undefined): WorkspaceEdit {
  const made = new WorkspaceEdit();
  for (const change of edit?.documentChanges ?? []) {
    if ('edits' in change) {
      const edits = change.edits.map(each => toTextEdit(each as protocol.TextEdit));
      made.set(Uri.parse(change.textDocument.uri), edits);
    } else if (change.kind === 'create') {
      made.createFile(Uri.parse(change.uri), { ignoreIfExists: true });
    }
  }
  return made;
}
