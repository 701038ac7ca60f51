import { catalogSnapshotOf } from '@countersign/impact';
import { catalogSnapshotSchema, type CatalogSnapshot } from '@countersign/model';
import { loadExampleCatalog } from './loadExampleCatalog';

/**
 * The catalog of the example organisation with its people, for `countersign policy check --catalog`.
 *
 * @param takenAt - what the snapshot says of its age, RFC 3339 in UTC
 */
export function catalogSnapshot(takenAt = '2026-11-22T00:00:00.000Z'): CatalogSnapshot {
  return catalogSnapshotSchema.parse(catalogSnapshotOf(loadExampleCatalog(), takenAt));
}
