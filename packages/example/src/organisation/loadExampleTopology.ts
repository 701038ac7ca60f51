import { topologyOfCatalog } from '@countersign/impact';
import { topologySchema, type Topology } from '@countersign/model';
import { loadExampleCatalog } from './loadExampleCatalog';

/**
 * The services of the example organisation with their owners, tiers and dependencies.
 *
 * @param takenAt - what the snapshot says of its age, RFC 3339 in UTC
 */
export function loadExampleTopology(takenAt = '2026-11-22T00:00:00.000Z'): Topology {
  return topologySchema.parse(topologyOfCatalog(loadExampleCatalog(), takenAt));
}
