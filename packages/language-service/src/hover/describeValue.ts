import { DURATION_PATTERN, durationMinutes } from '@countersign/model';
import { describeMinutes, type LooseNode, type Path, type SchemaValue } from '@countersign/policy';
import { otherPolicies, type LanguageContext } from '../context/LanguageContext';
import { memberNames, nodeAt, textOf } from '../document/looseValues';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { escapeMarkdown, markdownCode } from '../text/escapeMarkdown';
import { describeMember } from './describeMember';
import { describeSelector } from './describeSelector';
import { describeWindow } from './describeWindow';

/** A scalar with where it stands and what the schema wants there. */
export interface ValueAt {
  readonly path: Path;
  readonly node: LooseNode;
  readonly value: SchemaValue;
}

/** What a value comes to, in Markdown; `undefined` where it says everything itself. */
export function describeValue(
  view: PolicyDocumentView,
  { path, node, value }: ValueAt,
  context: LanguageContext,
): string | undefined {
  const text = textOf(view.text, node) ?? '';
  switch (value.form) {
    case 'duration':
      return DURATION_PATTERN.test(text) ? describeMinutes(durationMinutes(text)) : undefined;
    case 'approver':
      return describeApprover(view, text, context);
    case 'entity':
      return describeEntity(text, context) ?? escapeMarkdown(describeSelector(text));
    case 'day':
      return describeDay(text, context.now);
    case 'name':
      return path.at(-1) === 'window' ? describeWindow(view, text, context) : undefined;
    default:
      return value.values ? describeMember(value) : undefined;
  }
}

function describeApprover(
  view: PolicyDocumentView,
  text: string,
  context: LanguageContext,
): string {
  const role = /^role:(.*)$/.exec(text)?.[1];
  const lines = [escapeMarkdown(describeSelector(text))];
  if (role !== undefined) {
    const holder = [view, ...otherPolicies(view, context)].find(each =>
      memberNames(nodeAt(each.loose.root, ['spec', 'roles'])).includes(role),
    );
    const refs = holder && nodeAt(holder.loose.root, ['spec', 'roles', role])?.entries;
    if (holder && refs) {
      const people = refs.map(({ value }) => markdownCode(textOf(holder.text, value) ?? ''));
      lines.push(`In ${markdownCode(holder.names.policy ?? '')}: ${people.join(', ')}`);
    }
  }
  lines.push(describeEntity(text, context) ?? '');
  return lines.filter(Boolean).join('\n\n');
}

function describeEntity(ref: string, { catalog }: LanguageContext): string | undefined {
  if (!catalog || !/^[a-z]+:[^/]+\/./.test(ref)) {
    return undefined;
  }
  const found = catalog.get(ref);
  return found
    ? [found.title ?? ref, found.detail ?? ''].filter(Boolean).map(escapeMarkdown).join('\n\n')
    : 'The loaded catalog has no such entity.';
}

function describeDay(text: string, now: number | undefined): string | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(at)) {
    return undefined;
  }
  const weekday = new Date(at).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' });
  if (now === undefined) {
    return weekday;
  }
  const days = Math.round((at - Math.floor(now / 86_400_000) * 86_400_000) / 86_400_000);
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`;
  return `${weekday}, ${days === 0 ? 'today' : days > 0 ? `in ${count}` : `${count} ago`}`;
}
