import type { PolicyList } from '@countersign/client';
import type { InForce } from './PoliciesInForce';

/** What is in force, with who, when and why. */
export function listPolicies({ versions }: InForce): PolicyList {
  return {
    items: versions.map(version => ({
      name: version.name,
      digest: version.digest,
      ...(version.title && { title: version.title }),
      layer: version.layer,
      mode: version.mode,
      uri: version.uri,
      text: version.text,
      publishedAt: version.since,
      by: version.publication.by,
      why: version.publication.why,
      source: version.publication.source,
    })),
  };
}
