/** A catalog entity's name in three parts, each in lower case. */
export interface EntityRef {
  kind: string;
  namespace: string;
  name: string;
}

const PART = /^[a-z0-9]([a-z0-9_.-]*[a-z0-9])?$/;

/**
 * Reads `kind:namespace/name`, `kind:name` or, with a default kind, `name`. Case does not matter:
 * the catalog compares references without it.
 *
 * @returns `undefined` when the text is not a reference.
 */
export function parseEntityRef(text: string, defaultKind?: string): EntityRef | undefined {
  const match = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/.exec(text.toLowerCase());
  const kind = match?.[1] ?? defaultKind?.toLowerCase();
  if (!match || !kind) {
    return undefined;
  }
  const ref = { kind, namespace: match[2] ?? 'default', name: match[3]! };
  return Object.values(ref).every(part => part.length <= 63 && PART.test(part)) ? ref : undefined;
}

const LOWER_PART = '[a-z0-9]([a-z0-9_.-]{0,61}[a-z0-9])?';

/** What a full reference in lower case looks like, as a regular expression for JSON Schemas. */
export const ENTITY_REF_PATTERN = `^${LOWER_PART}:${LOWER_PART}/${LOWER_PART}$`;

/** The full form, `kind:namespace/name`. */
export function formatEntityRef(ref: EntityRef): string {
  return `${ref.kind}:${ref.namespace}/${ref.name}`;
}
