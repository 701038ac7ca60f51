import { nearestName } from '@countersign/diagnostics';
import type { Path } from '@countersign/policy';
import type { CatalogCheck } from './CatalogCheck';

/** Whether the catalog has a group or user; reports when it does not. */
export function checkReference(check: CatalogCheck, ref: string, path: Path): boolean {
  const { groups, users } = check.index;
  if (groups.has(ref) || users.has(ref)) {
    return true;
  }
  const kind = ref.slice(0, ref.indexOf(':'));
  if (kind !== 'group' && kind !== 'user') {
    check.report(
      'unknown-group',
      path,
      `${ref} is neither a group nor a user, so nobody stands behind it. Name a group or a user.`,
    );
    return false;
  }
  const suggestion = nearestRef(ref, kind === 'group' ? groups : users);
  check.report(
    kind === 'group' ? 'unknown-group' : 'unknown-user',
    path,
    `The catalog has no ${kind} ${ref}. ${suggestion ? `Did you mean ${suggestion}?` : GONE[kind]}`,
    suggestion === undefined ? undefined : { suggestion },
  );
  return false;
}

const GONE = {
  group: 'It may have been renamed or removed; name one that is there.',
  user: 'Whoever it was may have left; name somebody who is there.',
} as const;

/** {@link checkReference} for those who are asked or told: there must be somebody, too. */
export function checkPeopleBehind(check: CatalogCheck, ref: string, path: Path): void {
  if (checkReference(check, ref, path) && check.index.peopleOf(ref).people.length === 0) {
    check.report(
      'empty-group',
      path,
      `${ref} has no members, and no group below it has any, so nobody can answer. Add members in the catalog, or name another group.`,
    );
  }
}

/**
 * The reference that was probably meant. Only names are compared: kind and namespace, which most
 * references share, would make everything look alike.
 */
export function nearestRef(ref: string, candidates: Iterable<string>): string | undefined {
  const byName = new Map<string, string>();
  const namespace = ref.slice(0, ref.indexOf('/'));
  for (const candidate of candidates) {
    // Of equal names the one in the same namespace.
    if (!byName.has(nameOf(candidate)) || candidate.startsWith(`${namespace}/`)) {
      byName.set(nameOf(candidate), candidate);
    }
  }
  const name = nameOf(ref);
  return byName.get(name) ?? byName.get(nearestName(name, byName.keys()) ?? '');
}

function nameOf(ref: string): string {
  return ref.slice(ref.indexOf('/') + 1);
}
