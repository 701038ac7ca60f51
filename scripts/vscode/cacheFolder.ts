import { join, resolve } from 'path';

/**
 * Where programs that only tests need are kept between runs: `.cache` of the checkout, which Git and
 * npm's workspaces ignore, or the folder that `COUNTERSIGN_CACHE` names, to share it between checkouts.
 */
export function cacheFolder(name: string): string {
  const root = process.env.COUNTERSIGN_CACHE ?? join(__dirname, '..', '..', '.cache');
  return resolve(root, name);
}
