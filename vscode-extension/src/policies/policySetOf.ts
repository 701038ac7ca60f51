/** A policy file in a workspace: its path, and whether it says that it is a guardrail. */
export interface PolicyFile {
  /** A URI's path, with forward slashes. */
  path: string;
  guardrail: boolean;
}

/** The files that decide together with one. */
export interface PolicySetFiles {
  /** The folder that they belong to. */
  folder: string;
  paths: string[];
  /** Whether a guardrail is among them; without one nothing can be decided. */
  hasGuardrail: boolean;
}

/**
 * Which files decide together with a given one. A folder with a guardrail is the root of a set, and
 * all policies in and below it belong to it, except what lies below another such folder. A file
 * with no guardrail in its own folder or above it stands with its folder's files alone.
 */
export function policySetOf(path: string, files: readonly PolicyFile[]): PolicySetFiles {
  const roots = new Set(files.filter(file => file.guardrail).map(file => folderOf(file.path)));
  const rootOf = (file: string) => ancestors(file).find(folder => roots.has(folder));
  const root = rootOf(path);
  const folder = root ?? folderOf(path);
  const paths = files
    .map(file => file.path)
    .filter(other =>
      root === undefined
        ? rootOf(other) === undefined && folderOf(other) === folder
        : rootOf(other) === root,
    )
    .sort();
  return { folder, paths, hasGuardrail: root !== undefined };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The folders that a file lies in, nearest first. */
function ancestors(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    folders.push(folder);
    if (folder === '') {
      return folders;
    }
  }
}
