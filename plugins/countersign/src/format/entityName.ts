import { parseEntityRef } from '@countersign/model';

/** The short name of an entity: its namespace only where it is not the default one. */
export function entityName(ref: string): string {
  const parsed = parseEntityRef(ref);
  if (!parsed) {
    return ref;
  }
  return parsed.namespace === 'default' ? parsed.name : `${parsed.namespace}/${parsed.name}`;
}
