import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Directory } from '@countersign/approval';
import { createTopologyIndex, topologyOfCatalog, type TopologyIndex } from '@countersign/impact';
import type { Resource } from '@countersign/model';
import { CatalogDirectory } from './CatalogDirectory';
import { readCatalog } from './readCatalog';

/** The catalog as it was at one moment: what depends on what, and who belongs to what. */
export interface CatalogSnapshot {
  index: TopologyIndex;
  directory: Directory & { titleOf(ref: string): string | undefined };
  takenAt: string;
  entities: number;
  /** False for the empty one that stands in until the catalog was read for the first time. */
  read: boolean;
}

/** A target that the snapshot does not know may be newer than it; but not every question may cause a read. */
const UNKNOWN_TARGET_AGE_MS = 5_000;

/**
 * Keeps the newest snapshot of the catalog. Read on start, by the heartbeat, and when somebody asks
 * about a target that is not in it. While the catalog cannot be read the last good snapshot stays.
 */
export class CatalogSnapshots {
  private snapshot = snapshotOf([], new Date(0).toISOString(), false);
  private fault: string | undefined;
  private reading: Promise<void> | undefined;
  private lastTry = 0;

  constructor(
    private readonly deps: { catalog: CatalogService; auth: AuthService; logger: LoggerService },
  ) {}

  current(): CatalogSnapshot {
    return this.snapshot;
  }

  /** Why the newest read failed; absent when it did not. */
  currentFault(): string | undefined {
    return this.fault;
  }

  /** A snapshot that has the target, if the catalog has it. */
  async forTarget(resource: Resource): Promise<CatalogSnapshot> {
    const missing = !this.snapshot.read || !this.snapshot.index.resolve(resource).entity;
    if (missing && Date.now() - this.lastTry > UNKNOWN_TARGET_AGE_MS) {
      await this.refresh();
    }
    return this.snapshot;
  }

  /** Reads the catalog now. Never throws; who calls while a read is under way waits for that one. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    this.lastTry = Date.now();
    try {
      const takenAt = new Date().toISOString();
      const credentials = await this.deps.auth.getOwnServiceCredentials();
      const entities = await readCatalog(this.deps.catalog, credentials);
      this.snapshot = snapshotOf(entities, takenAt, true);
      if (this.fault) {
        this.deps.logger.info('The catalog can be read again');
      }
      this.fault = undefined;
    } catch (error) {
      if (!this.fault) {
        this.deps.logger.warn(
          'The catalog cannot be read; the last good snapshot stays in use until it can',
          { error: error instanceof Error ? error.name : typeof error },
        );
      }
      this.fault =
        'The catalog cannot be read. The last good snapshot stays in use; see the log of the catalog plugin.';
    }
  }
}

function snapshotOf(
  entities: Awaited<ReturnType<typeof readCatalog>>,
  takenAt: string,
  read: boolean,
): CatalogSnapshot {
  const topology = topologyOfCatalog(entities, takenAt);
  return {
    index: createTopologyIndex(topology),
    directory: new CatalogDirectory(entities),
    takenAt,
    entities: topology.entities.length,
    read,
  };
}
