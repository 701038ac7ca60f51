import { createPolicySet, parsePolicy, type PolicySet } from '@countersign/policy';
import type { PolicyInForce, StoreReads } from '@countersign/store';
import type { LoggerService } from '@backstage/backend-plugin-api';

/** What is in force, ready to decide with. */
export interface InForce {
  revision: number;
  versions: PolicyInForce[];
  /** Absent while nothing is in force, or what is in force cannot be read by this version of Countersign. */
  set?: PolicySet;
}

/**
 * The policies in force as the version store has them. Asking costs one small read; texts are
 * parsed anew only after a publication, here or by another replica.
 */
export class PoliciesInForce {
  private loaded: InForce = { revision: 0, versions: [] };

  constructor(private readonly deps: { logger: LoggerService }) {}

  async current(reads: StoreReads): Promise<InForce> {
    const revision = await reads.policyRevision();
    if (revision !== this.loaded.revision) {
      const versions = await reads.policiesInForce();
      this.loaded = { revision, versions, set: this.setOf(versions) };
    }
    return this.loaded;
  }

  private setOf(versions: readonly PolicyInForce[]): PolicySet | undefined {
    try {
      const policies = versions.map(version => {
        const { policy } = parsePolicy(version.text, version.uri);
        if (!policy) {
          throw new Error(`${version.name} (${version.uri})`);
        }
        return policy;
      });
      return createPolicySet(policies);
    } catch (error) {
      this.deps.logger.error(
        'The policies in force cannot be read by this version of Countersign; nothing is decided by them. Publish a set that this version accepts.',
        { error: error instanceof Error ? error.message : String(error) },
      );
      return undefined;
    }
  }
}
