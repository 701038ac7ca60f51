import { randomUUID } from 'node:crypto';
import type { PolicySource } from '@countersign/store';
import type { Transact } from '../transactions/Transact';
import { record } from '../transactions/record';
import { checkPolicyFiles } from './checkPolicyFiles';
import type { PolicyFile } from './PolicyFile';

/** A set of files that somebody wants in force. */
export interface Publication {
  files: readonly PolicyFile[];
  source: PolicySource;
  /** Folder, or URL and commit. */
  reference: string;
  why: string;
  /** The revision that this replaces; 0 for seeding. */
  expectedRevision: number;
}

export type PublicationOutcome = 'published' | 'unchanged' | 'outdated' | 'faulty';

/**
 * Puts files in force, all of them or none. What is wrong with them is kept, so that `v1/status`
 * and the health check say it, and whatever was in force stays.
 */
export async function publishPolicies(
  transact: Transact,
  publication: Publication,
): Promise<PublicationOutcome> {
  const { files, source, reference, why, expectedRevision } = publication;
  const checked = checkPolicyFiles(files);
  if (checked.faults || files.length === 0) {
    await transact(async tx =>
      tx.recordPolicyFault({
        at: await tx.now(),
        source,
        reference,
        message: checked.faults
          ? `The policies from ${reference} have faults, so none of them was put in force; what was in force before still is. Mend them at their source.`
          : `There is no *.policy.yaml in ${reference}, so nothing was put in force. Check where the policies are.`,
        details: checked.faults ?? [],
      }),
    );
    return 'faulty';
  }
  return transact(async tx => {
    const at = await tx.now();
    const inForce = await tx.policiesInForce();
    const digests = (versions: readonly { digest: string }[]) =>
      versions
        .map(version => version.digest)
        .sort()
        .join();
    const unchanged = digests(inForce) === digests(checked.versions);
    if (unchanged && !(await tx.policyFault())) {
      return 'unchanged';
    }
    const published = await tx.publishPolicies({
      id: randomUUID(),
      at,
      by: 'system',
      authors: [],
      why,
      source,
      reference,
      expectedRevision,
      how: 'replace',
      versions: checked.versions,
    });
    if (published.result === 'outdated') {
      return 'outdated';
    }
    for (const version of published.added) {
      await record(tx, {
        type: 'policy.published',
        at,
        id: version.name,
        by: source,
        digests: { policy: version.digest },
        refs: { publication: published.publication.id },
      });
    }
    return 'published';
  });
}
