import type { SchemaKind, SchemaValue } from '@countersign/policy';
import { escapeMarkdown, markdownCode } from '../text/escapeMarkdown';

/** What the schema says of a value, in Markdown: its meaning, what it is, what it may be. */
export function describeMember(value: SchemaValue): string {
  const lines = [value.description === undefined ? '' : escapeMarkdown(value.description)];
  if (value.values) {
    lines.push(`One of ${value.values.map(markdownCode).join(', ')}.`);
  } else {
    lines.push(`${kindInWords(value)}.`);
  }
  if (value.fallback !== undefined && !isEmpty(value.fallback)) {
    lines.push(`When left out: ${markdownCode(String(value.fallback))}.`);
  }
  return lines.filter(Boolean).join('\n\n');
}

function kindInWords({ kinds, form }: SchemaValue): string {
  if (form) {
    return FORMS[form];
  }
  const words = [...new Set(kinds.map(kind => KINDS[kind]))].join(', or ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const FORMS: Readonly<Record<NonNullable<SchemaValue['form']>, string>> = {
  condition: 'A condition in CEL',
  duration: 'A duration such as 30m, 4h or 2d',
  name: 'A name: lower-case words joined by dashes',
  entity: 'An entity reference such as `group:default/payments`',
  approver: 'A selection such as `owners(resource)`, a role, a group or a user',
  day: 'A day such as 2027-01-31',
};

const KINDS: Readonly<Record<SchemaKind, string>> = {
  members: 'a mapping',
  names: 'a mapping by name',
  list: 'a list',
  text: 'a text',
  number: 'a number',
  truth: '`true` or `false`',
  any: 'any value',
};

function isEmpty(fallback: unknown): boolean {
  return typeof fallback === 'object';
}
