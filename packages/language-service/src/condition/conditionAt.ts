import {
  schemaValue,
  ScalarText,
  type CelDeclaration,
  type Place,
  RAISE_VARIABLES,
  RULE_VARIABLES,
} from '@countersign/policy';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';

/** A condition that a cursor is in. */
export interface ConditionAt {
  readonly scalar: ScalarText;
  /** The condition's own text; with a space at its end where the cursor is further on. */
  readonly source: string;
  /** The cursor's place in it, and in the document. */
  readonly offset: number;
  readonly cursor: number;
  /** What it may name. */
  readonly variables: Readonly<Record<string, CelDeclaration>>;
}

/** The condition at a place, if the schema wants one there. */
export function conditionAt(
  view: PolicyDocumentView,
  place: Place,
  offset: number,
): ConditionAt | undefined {
  const node = place.entry?.value;
  if (
    place.kind !== 'value' ||
    node?.kind !== 'scalar' ||
    schemaValue(place.path, view.names.layer).form !== 'condition'
  ) {
    return undefined;
  }
  const scalar = ScalarText.read(view.text, node);
  if (scalar.isBefore(offset)) {
    return undefined;
  }
  const variables = variablesAt(place.path);
  const { value } = scalar;
  if (offset > node.span.end) {
    // Behind the last letter, on its line or on one below, where somebody types on.
    return { scalar, source: `${value} `, offset: value.length + 1, cursor: offset, variables };
  }
  return { scalar, source: value, offset: scalar.toValue(offset), cursor: offset, variables };
}

/** What a condition at a path may name: the level is still being made where raises are. */
export function variablesAt(
  path: readonly PropertyKey[],
): Readonly<Record<string, CelDeclaration>> {
  return path[1] === 'impact' ? RAISE_VARIABLES : RULE_VARIABLES;
}
