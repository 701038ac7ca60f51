import { readLoosely } from '@countersign/policy';
import { LineCounter } from '@countersign/diagnostics';
import type { Location, Position } from 'vscode-languageserver-types';
import type { LanguageContext } from '../context/LanguageContext';
import { toRange } from '../text/toRange';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { occurrenceAt, sameAs } from './occurrences';
import { ruleUsesInTest } from './ruleUsesInTest';

/** Every place that calls what stands at a position by its name, in policies and in their tests. */
export function references(
  view: PolicyDocumentView,
  position: Position,
  context: LanguageContext = {},
  options: { readonly includeDeclaration?: boolean } = {},
): Location[] {
  const found = occurrenceAt(view, view.offsetAt(position));
  if (!found) {
    return [];
  }
  const places = sameAs(found, context)
    .filter(({ isDefinition }) => options.includeDeclaration || !isDefinition)
    .map(each => ({ uri: each.view.uri, range: each.view.rangeOf(each.span) }));
  return found.kinds.includes('rule')
    ? [...places, ...inTests(view.names.policy, found.name, context)]
    : places;
}

function inTests(policy: string | undefined, rule: string, { tests }: LanguageContext): Location[] {
  return (tests ?? []).flatMap(({ uri, text }) => {
    const lines = new LineCounter(text);
    return ruleUsesInTest(readLoosely(text))
      .filter(use => use.rule === rule && (use.policy === undefined || use.policy === policy))
      .map(({ span }) => ({ uri, range: toRange(span, lines) }));
  });
}
