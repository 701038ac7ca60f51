import { readFile } from 'node:fs/promises';
import { parsePolicy, type ParsedPolicy } from '@countersign/policy';
import { findPolicyFiles } from './findPolicyFiles';

/** Reads and parses every policy file among files and folders. @throws CliFault when there is none. */
export async function readPolicies(paths: readonly string[]): Promise<ParsedPolicy[]> {
  const files = await findPolicyFiles(paths);
  return Promise.all(files.map(async file => parsePolicy(await readFile(file, 'utf8'), file)));
}
