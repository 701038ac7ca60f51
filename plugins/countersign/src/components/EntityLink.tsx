import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { parseEntityRef } from '@countersign/model';
import { entityName } from '../format/entityName';

export interface EntityLinkProps {
  /** An entity reference, or a name that the catalog does not have. */
  entityRef: string;
  title?: string;
  /** False where the catalog is known not to have it. */
  known?: boolean;
}

/** A catalog entity by its short name, linked to its page. */
export function EntityLink({ entityRef, title, known = true }: EntityLinkProps) {
  const link = useEntityRefLink();
  const name = title ?? entityName(entityRef);
  if (!known || !parseEntityRef(entityRef)) {
    return <span title={entityRef}>{name}</span>;
  }
  return (
    <Link href={link(entityRef)} title={entityRef} variant="body-medium">
      {name}
    </Link>
  );
}
