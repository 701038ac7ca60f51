import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** What can be a target, and who can be asked. */
const KINDS = ['Component', 'Resource', 'API', 'System', 'Domain', 'Group', 'User'];

/** Only what topology and directory are made of; descriptions and statuses stay where they are. */
const FIELDS = [
  'kind',
  'metadata.namespace',
  'metadata.name',
  'metadata.title',
  'metadata.labels',
  'metadata.annotations',
  'metadata.tags',
  'spec.lifecycle',
  'spec.profile.displayName',
  'relations',
];

/** Every entity of the kinds that matter, a thousand at a time. */
export async function readCatalog(
  catalog: CatalogService,
  credentials: BackstageCredentials,
): Promise<Entity[]> {
  const entities: Entity[] = [];
  const pages = catalog.streamEntities(
    { filter: { kind: KINDS }, fields: FIELDS, pageSize: 1000 },
    { credentials },
  );
  for await (const page of pages) {
    entities.push(...page);
  }
  return entities;
}
