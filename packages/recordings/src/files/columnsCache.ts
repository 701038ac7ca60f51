import { open, readFile, rename, rm } from 'node:fs/promises';
import { CacheFault, readColumns, writeColumns, type Columns } from '@countersign/replay';
import type { RecordingSetInfo } from './RecordingSetInfo';

/**
 * The columns of a set's cache file; `undefined` when there is none, when it is damaged or of another
 * version, or when it was made of other recordings or for other people than the set says.
 */
export async function readCache(
  path: string,
  info: RecordingSetInfo,
): Promise<Columns | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) {
    return undefined;
  }
  try {
    const { columns, source, visibleTo } = readColumns(bytes);
    const isFresh =
      source === info.digest &&
      columns.rows === info.count &&
      visibleTo.join(' ') === info.visibleTo.join(' ');
    return isFresh ? columns : undefined;
  } catch (error) {
    // The recordings hold all that is in it, so a cache that cannot be used is only slow.
    if (error instanceof CacheFault) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Writes a cache file beside its place and puts it there at once. Only its owner may read it. What keeps
 * it from being written, such as a folder that may only be read, costs the next reader time and nothing
 * else, and is not reported.
 */
export async function writeCache(
  path: string,
  columns: Columns,
  { digest, visibleTo }: RecordingSetInfo,
): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      for (const piece of writeColumns(columns, { source: digest, visibleTo })) {
        await file.writeFile(piece);
      }
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    if ((error as NodeJS.ErrnoException).code === undefined) {
      throw error;
    }
  }
}
