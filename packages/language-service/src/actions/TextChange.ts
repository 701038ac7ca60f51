import type { LooseEntry, LooseNode, Path } from '@countersign/policy';
import { schemaMembers } from '@countersign/policy';
import { entryAt, nodeAt } from '../document/looseValues';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { blockYaml, flowYaml, type PlainValue } from './writeYaml';

/** A piece of a text with what comes in its place. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** How the lines of a text end. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * Adds a member to a mapping that is there, behind its last one, written as the mapping is.
 *
 * @param comment - Stands behind it, where it has a line of its own.
 * @returns `undefined` where nothing can be added.
 */
export function addMember(
  view: PolicyDocumentView,
  holder: Path,
  member: { readonly name: string; readonly value: PlainValue; readonly comment?: string },
): TextChange | undefined {
  const node = nodeAt(view.loose.root, holder);
  const last = node?.entries.at(-1);
  if (node?.kind !== 'map' || !node.closed) {
    return undefined;
  }
  const { name, value, comment } = member;
  if (node.flow) {
    const at = last ? endOf(last) : node.span.start + 1;
    const text = `${name}: ${flowYaml(value)}`;
    return { start: at, end: at, text: last ? `, ${text}` : ` ${text} ` };
  }
  if (!last) {
    return undefined;
  }
  const at = lineEnd(view.text, endOf(last));
  const lines = [`${name}:${blockYaml(value, 2)}${comment ? ` # ${comment}` : ''}`];
  const indent = ' '.repeat(node.indent);
  const text = [
    '',
    ...lines
      .join('\n')
      .split('\n')
      .map(line => indent + line),
  ].join(lineBreakOf(view.text));
  return { start: at, end: at, text };
}

/**
 * Takes a member or an item out, with its lines. What would be left empty goes with it.
 *
 * @returns `undefined` where what holds it could not do without.
 */
export function removeEntry(view: PolicyDocumentView, path: Path): TextChange | undefined {
  const holder = nodeAt(view.loose.root, path.slice(0, -1));
  const entry = entryAt(view.loose.root, path);
  if (!holder || !entry || path.length === 0) {
    return undefined;
  }
  if (holder.entries.length === 1) {
    const around = path.slice(0, -2);
    const name = path.at(-2);
    const isNeeded = schemaMembers(around, view.names.layer).some(
      member => member.name === name && member.required,
    );
    return isNeeded || path.length < 3 ? undefined : removeEntry(view, path.slice(0, -1));
  }
  return holder.flow ? cutFlow(holder, entry) : cutLines(view.text, holder, entry);
}

function cutFlow(holder: LooseNode, entry: LooseEntry): TextChange {
  const index = holder.entries.indexOf(entry);
  const next = holder.entries[index + 1];
  return next
    ? { start: entry.keySpan.start, end: next.keySpan.start, text: '' }
    : { start: endOf(holder.entries[index - 1]!), end: endOf(entry), text: '' };
}

function cutLines(text: string, holder: LooseNode, entry: LooseEntry): TextChange | undefined {
  const { start } = entry.keySpan;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const index = holder.entries.indexOf(entry);
  const next = holder.entries[index + 1];
  if (text.slice(lineStart, start).trim() !== '') {
    // It shares its line with the dash of an item, which the next member takes over.
    return next && { start, end: next.keySpan.start, text: '' };
  }
  const end = lineEnd(text, endOf(entry));
  const behind = /^\r?\n/.exec(text.slice(end))?.[0].length ?? 0;
  return behind > 0
    ? { start: lineStart, end: end + behind, text: '' }
    : { start: Math.max(lineStart - 1, 0), end, text: '' };
}

export function endOf({ keySpan, valueStart, value }: LooseEntry): number {
  return Math.max(keySpan.end, valueStart ?? 0, value.kind === 'empty' ? 0 : value.span.end);
}

/** The end of the line of an offset, in front of its break. */
export function lineEnd(text: string, offset: number): number {
  const length = text.slice(offset).search(/\r?\n/);
  return length < 0 ? text.length : offset + length;
}
