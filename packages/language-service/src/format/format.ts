import { canonicalJson, type JsonValue } from '@countersign/model';
import type { TextEdit } from 'vscode-languageserver-types';
import { parseDocument } from 'yaml';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { layOut } from './layOut';

/** What makes a text be left alone: nobody can say that its meaning stays. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'yaml-syntax',
  'too-large',
  'too-deep',
  'several-documents',
  'duplicate-key',
  'alias',
]);

/**
 * Edits that give a policy its usual layout: two columns for each level, dashes inside their member,
 * one space behind colons, no space at the ends of lines, at most one empty line in a row. Comments
 * stay where they are; quotes, brackets and columns that somebody has aligned stay as they are.
 *
 * None for a text that is not YAML, and none should the layout change what is said: both versions
 * are read by npm's `yaml` and compared as canonical JSON. Formatting twice is formatting once.
 */
export function format(view: PolicyDocumentView): TextEdit[] {
  if (view.parsed.diagnostics.some(({ code }) => UNREADABLE.has(code))) {
    return [];
  }
  const before = valueOf(view.text);
  const once = layOut(view.text);
  const isSafe = before !== undefined && valueOf(once) === before && layOut(once) === once;
  return isSafe && once !== view.text ? lineEdits(view, once) : [];
}

/** What a text says, as canonical JSON; `undefined` where JSON cannot say it. */
function valueOf(text: string): string | undefined {
  // Equal names are among our own findings: the library compares each with each to find them.
  const document = parseDocument(text, { schema: 'core', logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) {
    return undefined;
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0, mapAsMap: true });
    return canonicalJson(plain(value));
  } catch {
    // Names that are no texts, and numbers that JSON has not, are no part of the language.
    return undefined;
  }
}

/** @throws TypeError when a name is a list or mapping. */
function plain(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (value instanceof Map) {
    return Object.fromEntries(
      Array.from(value, ([name, inner]) => {
        if (typeof name === 'object' && name !== null) {
          throw new TypeError('A name must be a plain word.');
        }
        return [String(name), plain(inner)];
      }),
    );
  }
  return value as JsonValue;
}

/** One edit for each run of lines that differ, so that a cursor elsewhere stays where it is. */
function lineEdits(view: PolicyDocumentView, after: string): TextEdit[] {
  const before = linesOf(view.text);
  const target = linesOf(after);
  let head = 0;
  while (head < before.length && head < target.length && before[head] === target[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(before.length, target.length) - head &&
    before[before.length - 1 - tail] === target[target.length - 1 - tail]
  ) {
    tail++;
  }
  const lengthOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length, 0);
  const start = lengthOf(before.slice(0, head));
  const end = view.text.length - lengthOf(before.slice(before.length - tail));
  return [
    {
      range: view.rangeOf({ start, end }),
      newText: target.slice(head, target.length - tail).join(''),
    },
  ];
}

/** Lines with their breaks. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
