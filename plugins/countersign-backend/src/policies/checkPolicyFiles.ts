import { formatDiagnostic } from '@countersign/diagnostics';
import { checkPolicySet, parsePolicy } from '@countersign/policy';
import type { PolicyVersion } from '@countersign/store';
import type { PolicyFile } from './PolicyFile';

/** Versions ready to be published, or every fault that is in the way; never some of each. */
export type CheckedFiles =
  { versions: PolicyVersion[]; faults?: undefined } | { versions?: undefined; faults: string[] };

/** Parses files and checks them one by one and together. */
export function checkPolicyFiles(files: readonly PolicyFile[]): CheckedFiles {
  const parsed = files.map(file => parsePolicy(file.text, file.uri));
  const textOf = new Map(files.map(file => [file.uri, file.text]));
  const faults = [
    ...parsed.flatMap(({ uri, diagnostics }) =>
      diagnostics.map(diagnostic => ({ uri, diagnostic })),
    ),
    // What is wrong with the set is only worth saying once each file is right.
    ...(parsed.every(file => file.policy) ? checkPolicySet(parsed) : []),
  ]
    .filter(({ diagnostic }) => diagnostic.severity === 'error')
    .map(({ uri, diagnostic }) => formatDiagnostic(diagnostic, textOf.get(uri) ?? '', uri));
  if (faults.length > 0) {
    return { faults };
  }
  return {
    versions: parsed.map(({ policy, text, uri, digest }) => {
      const { metadata, spec } = policy!.document;
      return {
        digest,
        name: metadata.name,
        ...(metadata.title && { title: metadata.title }),
        layer: spec.layer,
        mode: spec.mode,
        uri,
        text,
      };
    }),
  };
}
