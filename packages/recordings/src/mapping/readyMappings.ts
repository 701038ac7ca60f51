import { READY_MAPPING_TEXTS } from './readyMappingTexts';

/** Names of the mappings that come with this package, sorted. */
export const READY_MAPPINGS: readonly string[] = Object.keys(READY_MAPPING_TEXTS).sort();

/**
 * The text of a mapping that comes with this package: GitHub's deployments, Argo CD's syncs, the audit log
 * of Kubernetes, CloudTrail. `undefined` for a name that is none of {@link READY_MAPPINGS}.
 */
export function readyMapping(name: string): string | undefined {
  return Object.hasOwn(READY_MAPPING_TEXTS, name) ? READY_MAPPING_TEXTS[name] : undefined;
}
