import { TIER_KEY } from '@countersign/impact';
import { loadExampleCatalog } from '../organisation/loadExampleCatalog';
import type { Target } from './Target';

/** The components and resources of the example, in the order of the catalog's files. */
export function loadTargets(): Target[] {
  return loadExampleCatalog()
    .filter(({ kind }) => kind === 'Component' || kind === 'Resource')
    .map(({ kind, metadata, spec }) => {
      const tier = metadata.labels?.[TIER_KEY];
      return {
        ref: `${kind.toLowerCase()}:default/${metadata.name}`,
        name: metadata.name,
        type: String(spec?.type),
        ...(tier !== undefined && { tier: Number(tier) }),
        tags: metadata.tags ?? [],
      };
    });
}
