import type { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import type { StoreReads } from '@countersign/store';
import type { Transact } from '../transactions/Transact';
import { POLICY_FILE, type PolicyFile } from './PolicyFile';
import { publishPolicies } from './publishPolicies';

/** More than an organisation has; a repository with more is probably not the one that was meant. */
const MAX_FILES = 2000;

/**
 * Puts in force what stands in a repository, whose own review is the approval. Polled; a version
 * with a fault, or a repository that cannot be read, leaves the last good one in force and says so.
 */
export class GitPolicySource {
  private etag: string | undefined;

  constructor(
    private readonly deps: {
      url: string;
      reader: UrlReaderService;
      reads: StoreReads;
      transact: Transact;
      logger: LoggerService;
    },
  ) {}

  /** Never throws. */
  async poll(): Promise<void> {
    const { url, reader, reads, transact, logger } = this.deps;
    let files: PolicyFile[];
    let etag: string;
    try {
      const tree = await reader.readTree(url, {
        etag: this.etag,
        filter: path => POLICY_FILE.test(path),
      });
      const found = (await tree.files()).slice(0, MAX_FILES);
      files = await Promise.all(
        found.map(async file => ({
          uri: file.path,
          text: (await file.content()).toString('utf8'),
        })),
      );
      etag = tree.etag;
    } catch (error) {
      if (error instanceof Error && error.name === 'NotModifiedError') {
        return;
      }
      logger.warn('The policies cannot be read from their repository; what was in force still is', {
        error: error instanceof Error ? error.name : typeof error,
      });
      await transact(async tx =>
        tx.recordPolicyFault({
          at: await tx.now(),
          source: 'git',
          reference: url,
          message: `The policies cannot be read from ${url}; what was in force before still is. Check the address, the integration's credentials and the host.`,
          details: [],
        }),
      );
      // After a failure the same tree must be read again, or its fault would never end.
      this.etag = undefined;
      return;
    }
    const outcome = await publishPolicies(transact, {
      files,
      source: 'git',
      reference: `${url} at ${etag}`,
      why: 'Read from the repository, whose review approved it',
      expectedRevision: await reads.policyRevision(),
    });
    if (outcome === 'outdated') {
      return;
    }
    this.etag = etag;
    if (outcome === 'published') {
      logger.info(`Put ${files.length} policies in force from ${url}`);
    } else if (outcome === 'faulty') {
      logger.error(
        `The policies at ${url} have faults; what was in force still is. GET v1/status lists them.`,
      );
    }
  }
}
