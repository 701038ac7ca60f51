import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/** The ending of a policy's file name. */
export const POLICY_FILE_ENDING = '.policy.yaml';

/** Folders that hold other people's files. */
const PASSED_OVER = new Set(['node_modules', '.git']);

/**
 * The policy files among files and folders: a file as it is named, of a folder all that end in
 * `.policy.yaml`, at any depth. Sorted within each folder, each file once.
 *
 * @throws CliFault when there is no such file or folder, or a folder holds no policy.
 */
export async function findPolicyFiles(paths: readonly string[]): Promise<string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (!found) {
      throw new CliFault(ExitCode.usage, `There is no file or folder ${path}.`);
    }
    if (!found.isDirectory()) {
      files.add(path);
      continue;
    }
    const inside = await filesIn(path);
    if (inside.length === 0) {
      throw new CliFault(
        ExitCode.usage,
        `There is no policy in ${path}: no file there ends in ${POLICY_FILE_ENDING}.`,
      );
    }
    inside.forEach(file => files.add(file));
  }
  return [...files];
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!PASSED_OVER.has(entry.name)) {
        files.push(...(await filesIn(path)));
      }
    } else if (entry.name.endsWith(POLICY_FILE_ENDING)) {
      files.push(path);
    }
  }
  return files;
}
