import type { Location, Position } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { occurrenceAt, sameAs } from './occurrences';

/** Where the window, rule, hold or role at a position gets its name. */
export function definition(
  view: PolicyDocumentView,
  position: Position,
  context: LanguageContext = {},
): Location[] {
  const found = occurrenceAt(view, view.offsetAt(position));
  return (found ? sameAs(found, context) : [])
    .filter(({ isDefinition }) => isDefinition)
    .map(each => ({ uri: each.view.uri, range: each.view.rangeOf(each.span) }));
}
