import { readFile } from 'node:fs/promises';
import { parsePolicy, type ParsedPolicy } from '@countersign/policy';
import { findPolicyFiles } from './findPolicyFiles';

/** Reads and parses every policy file among files and folders. @throws CliFault when there is none. */
export async function readPolicies(paths: readonly string[]): Promise<ParsedPolicy[]> {
  const { policy } = await findPolicyFiles(paths);
  return parsePolicyFiles(policy);
}

/** Reads and parses these files; what has ended by now is found too. */
export function parsePolicyFiles(files: readonly string[]): Promise<ParsedPolicy[]> {
  const now = new Date();
  return Promise.all(
    files.map(async file => parsePolicy(await readFile(file, 'utf8'), file, { now })),
  );
}
