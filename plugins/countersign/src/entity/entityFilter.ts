import type { Entity } from '@backstage/catalog-model';

/** What agents act on, and so what has a tab and a card of approvals. */
const KINDS = ['component', 'resource', 'api', 'system'];

/** Whether an entity is something that agents act on. */
export function isApprovalTarget(entity: Entity): boolean {
  return KINDS.includes(entity.kind.toLowerCase());
}
