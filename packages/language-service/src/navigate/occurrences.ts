import { spanContains, type Span } from '@countersign/diagnostics';
import {
  schemaValue,
  ScalarText,
  type LooseNode,
  type Path,
  type SchemaForm,
} from '@countersign/policy';
import { conditionTokens, insideOf } from '../condition/conditionTokens';
import type { LanguageContext } from '../context/LanguageContext';
import { otherPolicies } from '../context/LanguageContext';
import type { NamedKind } from '../document/namesIn';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import { referencesAt } from './referencesAt';

/** A place where a name is given or used. */
export interface Occurrence {
  readonly view: PolicyDocumentView;
  readonly span: Span;
  /** What it may be the name of. */
  readonly kinds: readonly NamedKind[];
  readonly name: string;
  /** Whether the name is given here. */
  readonly isDefinition: boolean;
}

/** Every place of a policy where something is given a name or called by it. */
export function occurrencesIn(view: PolicyDocumentView): Occurrence[] {
  const found: Occurrence[] = view.names.named
    .filter(({ name, kind }) => name !== '' && kind !== 'control')
    .map(({ kind, name, nameSpan }) => ({
      view,
      name,
      kinds: [kind],
      span: nameSpan,
      isDefinition: true,
    }));
  const form = formsOf(view.names.layer);
  const walk = (node: LooseNode, path: Path): void => {
    node.entries.forEach(({ key, value }, index) => walk(value, [...path, key ?? index]));
    if (node.kind === 'scalar') {
      found.push(...usesIn(view, node, path, form));
    }
  };
  walk(view.loose.root, []);
  return found;
}

/** Asks the schema once for all items of a list, since all are alike to it. */
function formsOf(layer: string | undefined): (path: Path) => SchemaForm | undefined {
  const known = new Map<string, SchemaForm | undefined>();
  return path => {
    const key = path.map(step => (typeof step === 'number' ? '*' : String(step))).join('.');
    if (!known.has(key)) {
      known.set(key, schemaValue(path, layer).form);
    }
    return known.get(key);
  };
}

function usesIn(
  view: PolicyDocumentView,
  node: LooseNode,
  path: Path,
  form: (path: Path) => SchemaForm | undefined,
): Occurrence[] {
  const called = (name: string, span: Span, ...kinds: readonly NamedKind[]): Occurrence => ({
    view,
    name,
    span,
    kinds,
    isDefinition: false,
  });
  const kinds = referencesAt(path);
  const last = path.at(-1);
  if (kinds.length > 0) {
    return [called(ScalarText.read(view.text, node).value, node.span, ...kinds)];
  }
  if (last === 'from' && form(path) === 'approver') {
    const scalar = ScalarText.read(view.text, node);
    const role = /^role:(.+)$/.exec(scalar.value)?.[1];
    return role === undefined
      ? []
      : [called(role, scalar.toDocument('role:'.length, scalar.value.length), 'role')];
  }
  if (last === 'when' && form(path) === 'condition') {
    const scalar = ScalarText.read(view.text, node);
    const tokens = conditionTokens(scalar.value);
    return tokens.flatMap((token, index) => {
      const isWindow =
        token.kind === 'text' &&
        tokens[index - 1]?.text === '(' &&
        tokens[index - 2]?.text === 'inWindow';
      const start = isWindow ? insideOf(token, scalar.value) : 0;
      return isWindow
        ? [called(token.text, scalar.toDocument(start, start + token.text.length), 'window')]
        : [];
    });
  }
  return [];
}

/** The occurrence at an offset. */
export function occurrenceAt(view: PolicyDocumentView, offset: number): Occurrence | undefined {
  return occurrencesIn(view).find(({ span }) => spanContains(span, offset));
}

/**
 * Every occurrence of what one is an occurrence of. Only roles are known outside their policy: the
 * guardrail gives them, all policies may call them.
 */
export function sameAs(occurrence: Occurrence, context: LanguageContext): Occurrence[] {
  const { view, name } = occurrence;
  const shares = (kind: NamedKind) => occurrence.kinds.includes(kind);
  const views = shares('role') ? [view, ...otherPolicies(view, context)] : [view];
  return views
    .flatMap(occurrencesIn)
    .filter(other => other.name === name && other.kinds.some(shares));
}
