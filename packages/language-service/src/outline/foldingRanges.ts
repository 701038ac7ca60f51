import type { LooseNode } from '@countersign/policy';
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';

/** Every member and item that takes several lines, and every run of comments. */
export function foldingRanges(view: PolicyDocumentView): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  const line = (offset: number) => view.lines.position(offset).line;
  const walk = (node: LooseNode): void => {
    for (const { keySpan, value } of node.entries) {
      const startLine = line(keySpan.start);
      const endLine = value.kind === 'empty' ? startLine : line(value.span.end);
      if (endLine > startLine) {
        ranges.push({ startLine, endLine });
      }
      walk(value);
    }
  };
  walk(view.loose.root);
  return [...ranges, ...commentRanges(view, line)].sort(
    (a, b) => a.startLine - b.startLine || b.endLine - a.endLine,
  );
}

function commentRanges(
  { loose, text }: PolicyDocumentView,
  line: (offset: number) => number,
): FoldingRange[] {
  const ranges: FoldingRange[] = [];
  let first = -1;
  let last = -2;
  const close = () => {
    if (last > first && first >= 0) {
      ranges.push({ startLine: first, endLine: last, kind: FoldingRangeKind.Comment });
    }
  };
  for (const { start } of loose.comments) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    if (text.slice(lineStart, start).trim() !== '') {
      continue;
    }
    const at = line(start);
    if (at !== last + 1) {
      close();
      first = at;
    }
    last = at;
  }
  close();
  return ranges;
}
