import {
  schemaMembers,
  schemaValue,
  type Path,
  type Place,
  type SchemaMember,
} from '@countersign/policy';
import { CompletionItemKind, type CompletionList } from 'vscode-languageserver-types';
import { memberNames, nodeAt } from '../document/looseValues';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { describeMember } from '../hover/describeMember';
import { Proposals, type Proposal } from './Proposals';

/** The names of members that may stand at a place, those that must be there first. */
export function completeMembers(
  view: PolicyDocumentView,
  place: Place,
  offset: number,
): CompletionList {
  const { span } = place;
  const typed = view.text.slice(span.start, offset).replace(/^['"]/, '');
  const proposals = new Proposals(view.rangeOf(span), typed);
  proposals.add(...memberProposals(view, place.path, place, ''));
  return proposals.list();
}

/**
 * Members that a mapping at a path may still get.
 *
 * @param lead - What stands in front of each, such as the dash of an item.
 */
export function memberProposals(
  view: PolicyDocumentView,
  path: Path,
  place: Place,
  lead: string,
): Proposal[] {
  const { layer } = view.names;
  const present = memberNames(nodeAt(view.loose.root, path)).filter(
    name => name !== place.entry?.key,
  );
  const members = schemaMembers(path, layer, undefined, present).filter(
    ({ name }) => !present.includes(name),
  );
  const hasColon = place.kind === 'member' && place.entry?.valueStart !== undefined;
  return [...members]
    .sort((a, b) => Number(b.required) - Number(a.required))
    .map(member => ({
      label: member.name,
      kind: member.kinds.some(kind => kind === 'members' || kind === 'list')
        ? CompletionItemKind.Module
        : CompletionItemKind.Property,
      insert: `${lead}${member.name}${hasColon ? '' : colonFor(member, [...path, member.name], place, layer, lead)}`,
      filter: member.name,
      detail: member.required ? 'required' : '',
      documentation: describeMember(member),
    }));
}

/** The colon, and a new line with the right indentation for what holds members or items. */
function colonFor(
  member: SchemaMember,
  path: Path,
  { flow, column }: Place,
  layer: string | undefined,
  lead: string,
): string {
  if (flow || member.kinds.length !== 1) {
    // Approvers may be one thing or several; on a line of its own nothing is decided yet.
    return member.kinds.includes('members') && !flow
      ? `:\n${' '.repeat(column + lead.length + 2)}`
      : ': ';
  }
  const inner = `\n${' '.repeat(column + lead.length + 2)}`;
  switch (member.kinds[0]) {
    case 'members':
    case 'names':
      return `:${inner}`;
    case 'list':
      return schemaValue([...path, 0], layer).values ? ': ' : `:${inner}- `;
    default:
      return ': ';
  }
}
