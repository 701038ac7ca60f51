import { resolve } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { StoreReads } from '@countersign/store';
import type { Transact } from '../transactions/Transact';
import { publishPolicies } from './publishPolicies';
import { readPolicyFolder } from './readPolicyFolder';

/**
 * Puts the configured folder's policies in force, once: only while nothing ever was. A folder with
 * a fault seeds nothing at all; mended, it seeds on the next start.
 */
export async function seedPolicies(deps: {
  folder: string;
  reads: StoreReads;
  transact: Transact;
  logger: LoggerService;
}): Promise<void> {
  const { folder, reads, transact, logger } = deps;
  if ((await reads.policyRevision()) > 0) {
    return;
  }
  const reference = resolve(folder);
  const files = await readPolicyFolder(reference).catch(() => []);
  const outcome = await publishPolicies(transact, {
    files,
    source: 'seed',
    reference,
    why: 'Seeded from the configuration on the first start',
    expectedRevision: 0,
  });
  if (outcome === 'published') {
    logger.info(`Seeded ${files.length} policies from ${reference}`);
  } else if (outcome === 'faulty') {
    logger.error(
      `The policies in ${reference} cannot be used, so none is in force. GET v1/status lists what is wrong with them.`,
    );
  }
}
