import { canonicalJson, type Approvers, type JsonValue } from '@countersign/model';

/**
 * Approvers in a form in which two are equal exactly when they ask the same: nested joins of one kind
 * are one, order does not matter, and roles stand by their name.
 */
export function approversForm(approvers: Approvers): string {
  return canonicalJson(formOf(approvers));
}

function formOf(approvers: Approvers): JsonValue {
  if ('from' in approvers) {
    return { from: approvers.from, count: approvers.count };
  }
  const join = 'all' in approvers ? 'all' : 'any';
  const parts = flatten(approvers, join).map(formOf);
  const sorted = [...new Map(parts.map(part => [canonicalJson(part), part])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, part]) => part);
  return sorted.length === 1 ? sorted[0]! : { [join]: sorted };
}

function flatten(approvers: Approvers, join: 'all' | 'any'): Approvers[] {
  const inside = (approvers as Partial<Record<'all' | 'any', Approvers[]>>)[join];
  return inside ? inside.flatMap(part => flatten(part, join)) : [approvers];
}

/** The selections that approvers are made of. */
export function selectionsOf(approvers: Approvers): string[] {
  if ('from' in approvers) {
    return [approvers.from];
  }
  return ('all' in approvers ? approvers.all : approvers.any).flatMap(selectionsOf);
}
