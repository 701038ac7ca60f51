import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { POLICY_FILE_ENDING, POLICY_TEST_FILE_ENDING } from '@countersign/policy';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/** Folders that hold other people's files. */
const PASSED_OVER = new Set(['node_modules', '.git']);

/** What is looked for in folders. */
const ENDINGS = { policy: POLICY_FILE_ENDING, test: POLICY_TEST_FILE_ENDING } as const;
export type FileKind = keyof typeof ENDINGS;

/** Files by what they are. */
export type FoundFiles = Readonly<Record<FileKind, readonly string[]>>;

/**
 * The files of some kinds among files and folders: a file as it is named, of a folder all with the
 * ending of a kind, at any depth. Sorted within each folder, each file once.
 *
 * @param kinds - A named file with none of their endings counts as the first.
 * @throws CliFault when there is no such file or folder, or a folder holds none of them.
 */
export async function findPolicyFiles(
  paths: readonly string[],
  kinds: readonly FileKind[] = ['policy'],
): Promise<FoundFiles> {
  const found: Record<FileKind, Set<string>> = { policy: new Set(), test: new Set() };
  const add = (file: string, kind: FileKind) => found[kind].add(file);
  for (const path of paths) {
    const entry = await stat(path).catch(() => undefined);
    if (!entry) {
      throw new CliFault(ExitCode.usage, `There is no file or folder ${path}.`);
    }
    if (!entry.isDirectory()) {
      add(path, kindOf(path, kinds) ?? kinds[0]!);
      continue;
    }
    const inside = await filesIn(path);
    const matching = inside.flatMap(file => {
      const kind = kindOf(file, kinds);
      return kind ? [{ file, kind }] : [];
    });
    if (matching.length === 0) {
      const wanted = kinds.map(kind => ENDINGS[kind]).join(' or ');
      throw new CliFault(
        ExitCode.usage,
        `There is no policy${kinds[0] === 'test' ? ' test' : ''} in ${path}: no file there ends in ${wanted}.`,
      );
    }
    matching.forEach(({ file, kind }) => add(file, kind));
  }
  return { policy: [...found.policy], test: [...found.test] };
}

/** The policies' files in a folder, at any depth; none when there is no such folder. */
export async function policyFilesIn(folder: string): Promise<string[]> {
  const files = await filesIn(folder).catch(() => []);
  return files.filter(file => kindOf(file, ['policy']));
}

function kindOf(file: string, kinds: readonly FileKind[]): FileKind | undefined {
  return kinds.find(kind => file.endsWith(ENDINGS[kind]));
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
    } else {
      files.push(path);
    }
  }
  return files;
}
