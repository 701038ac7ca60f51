import { schemaValue, type Path, type Place, type SchemaValue } from '@countersign/policy';
import { CompletionItemKind, type CompletionList } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { memberProposals } from './completeMembers';
import { Proposals, type Proposal } from './Proposals';
import { addTexts } from './addTexts';

/** A place where a value stands or is expected, with what the schema wants there. */
export interface ValuePlace {
  readonly place: Place;
  readonly offset: number;
  readonly value: SchemaValue;
}

/** The values that may stand at a place. */
export function completeValue(
  view: PolicyDocumentView,
  { place, offset, value }: ValuePlace,
  context: LanguageContext,
): CompletionList {
  const { start, typed, end } = typedAt(view.text, place, offset);
  const proposals = new Proposals(view.rangeOf({ start, end }), typed);
  const lead = place.needsDash ? '- ' : '';
  if (place.alone && value.kinds.some(kind => kind === 'members' || kind === 'names')) {
    proposals.add(...memberProposals(view, place.path, place, lead));
  }
  if (value.kinds.includes('list')) {
    addItems(proposals, view, { place, value }, context);
  }
  addScalars(proposals, view, { path: place.path, value, lead }, context);
  if (!place.alone && value.kinds.includes('members') && !place.flow) {
    addSelections(proposals, view, place.path, context);
  }
  return proposals.list();
}

/** What can stand by itself: a choice, a truth, a name, a reference. */
function addScalars(
  proposals: Proposals,
  view: PolicyDocumentView,
  { path, value, lead }: { path: Path; value: SchemaValue; lead: string },
  context: LanguageContext,
): void {
  for (const each of value.values ?? []) {
    proposals.add({
      label: each,
      kind: CompletionItemKind.EnumMember,
      ...(lead && { insert: lead + each, filter: each }),
      ...(value.fallback === each && { detail: 'when left out' }),
    });
  }
  if (value.kinds.includes('truth')) {
    proposals.add(...['true', 'false'].map(label => ({ label, kind: CompletionItemKind.Value })));
  }
  addTexts(proposals, view, { path, form: value.form, lead }, context);
}

/** The first item of a list: behind a dash on a line of its own, else between brackets. */
function addItems(
  proposals: Proposals,
  view: PolicyDocumentView,
  { place }: { place: Place; value: SchemaValue },
  context: LanguageContext,
): void {
  const path = [...place.path, 0];
  const item = schemaValue(path, view.names.layer);
  if (place.alone) {
    proposals.add(...memberProposals(view, path, place, '- '));
    addScalars(proposals, view, { path, value: item, lead: '- ' }, context);
  } else {
    proposals.add(
      ...(item.values ?? []).map(each => ({
        label: `[${each}]`,
        kind: CompletionItemKind.EnumMember,
      })),
    );
  }
}

/** Approvers on the line of their name: a mapping between brackets. */
function addSelections(
  proposals: Proposals,
  view: PolicyDocumentView,
  path: Path,
  context: LanguageContext,
): void {
  const from = [...path, 'from'];
  if (schemaValue(from, view.names.layer).form === 'approver') {
    addTexts(
      {
        typed: proposals.typed,
        cut: () => proposals.cut(),
        add: (...each: Proposal[]) =>
          proposals.add(
            ...each.map(proposal => ({
              ...proposal,
              label: `{ from: ${proposal.label} }`,
              insert: `{ from: ${proposal.insert ?? proposal.label} }`,
            })),
          ),
      },
      view,
      { path: from, form: 'approver', lead: '' },
      context,
    );
  }
}

/** What would be replaced: the letters of the value on the cursor's line, without its quotes. */
function typedAt(
  text: string,
  { span, entry }: Place,
  offset: number,
): { start: number; typed: string; end: number } {
  const quoted = /^['"]/.test(text.slice(span.start, span.end));
  const closed = quoted && entry?.value.closed !== false && span.end - span.start > 1;
  let start = Math.min(span.start + Number(quoted), Math.max(offset, span.start));
  let end = Math.max(span.end - Number(closed), offset);
  const line = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const next = text.slice(offset).search(/[\r\n]/);
  start = Math.min(Math.max(start, line), offset);
  end = Math.min(end, next < 0 ? text.length : offset + next);
  return { start, typed: text.slice(start, offset), end };
}
