import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { POLICY_FILE, type PolicyFile } from './PolicyFile';

/** Every `*.policy.yaml` in a folder and below it, sorted by path. @throws what the file system does */
export async function readPolicyFolder(folder: string): Promise<PolicyFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(entry => entry.isFile() && POLICY_FILE.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(
    paths.map(async path => ({
      uri: relative(folder, path).split(sep).join('/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}
