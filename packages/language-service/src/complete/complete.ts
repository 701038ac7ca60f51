import { placeAt, schemaValue } from '@countersign/policy';
import type { CompletionList, Position } from 'vscode-languageserver-types';
import { conditionAt } from '../condition/conditionAt';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { completeCondition } from './completeCondition';
import { completeMembers } from './completeMembers';
import { completeValue } from './completeValue';

/** What an editor asks by itself to complete on, beside letters. */
export const COMPLETION_TRIGGERS: readonly string[] = [' ', '.', "'", '"', ':', '-', '('];

/**
 * What may be typed at a position: members, values, and within conditions what they may name. The
 * edits are whole and plain: no snippets, the right indentation, the colon where it is missing.
 *
 * Nothing is parsed but the line structure and the one condition that the cursor is in, and of a
 * catalog only what begins with what is typed is looked at.
 */
export function complete(
  view: PolicyDocumentView,
  position: Position,
  context: LanguageContext = {},
): CompletionList {
  const offset = view.offsetAt(position);
  const place = placeAt(view.loose, offset);
  const condition = conditionAt(view, place, offset);
  if (condition) {
    return completeCondition(view, condition, context);
  }
  switch (place.kind) {
    case 'member':
      return completeMembers(view, place, offset);
    case 'value': {
      const value = schemaValue(place.path, view.names.layer);
      return completeValue(view, { place, offset, value }, context);
    }
    default:
      return { isIncomplete: false, items: [] };
  }
}
