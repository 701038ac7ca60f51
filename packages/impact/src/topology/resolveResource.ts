import { formatEntityRef, parseEntityRef, type Resource } from '@countersign/model';

/** Types that agents use for what a catalog calls by another kind. */
const KIND_OF_TYPE: ReadonlyMap<string, string> = new Map([
  ['service', 'component'],
  ['application', 'component'],
  ['app', 'component'],
  ['website', 'component'],
  ['library', 'component'],
  ['database', 'resource'],
  ['cache', 'resource'],
  ['queue', 'resource'],
  ['topic', 'resource'],
  ['bucket', 'resource'],
  ['cluster', 'resource'],
]);

/**
 * The references and names to look for, the surest first: the id as a reference, with the type as
 * its kind where it names none, then the words as they were given, for the table of aliases.
 */
export function spellingsOf(resource: Resource): { ref?: string; names: string[] } {
  const type = resource.type.toLowerCase();
  const ref = parseEntityRef(resource.id, KIND_OF_TYPE.get(type) ?? type);
  return {
    ...(ref && { ref: formatEntityRef(ref) }),
    names: [`${resource.type}:${resource.id}`, resource.id],
  };
}
