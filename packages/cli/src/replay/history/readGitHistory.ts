import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { parsePolicy, POLICY_FILE_ENDING, type ParsedPolicy } from '@countersign/policy';
import { PolicyHistory, type PolicyVersion } from '@countersign/replay';
import { CliFault } from '../../CliFault';
import { ExitCode } from '../../ExitCode';
import type { LoadedHistory } from './LoadedHistory';
import { versionOf } from './versionOf';

const run = promisify(execFile);

/** So much of one answer of git is taken: a list of files, or one policy. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads versions from the git history of some files and folders: each commit that changed them, on the
 * branch's own line, was in force from its commit time to the next. Merged work counts from its merge.
 *
 * @throws CliFault when they are in no git repository, or were never committed.
 */
export async function readGitHistory(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<LoadedHistory> {
  const repository = new Repository(await folderOf(paths[0]!), signal);
  const files = paths.map(path => resolve(path));
  const commits = await repository.commits(files);
  if (commits.length === 0) {
    throw new CliFault(
      ExitCode.usage,
      `No commit has ${paths.join(' ')}, so there is no history of these policies. In a shallow clone, fetch all of it first.`,
    );
  }
  const parsed: ParsedPolicy[] = [];
  const versions = new Map<number, PolicyVersion>();
  for (const { hash, since } of commits) {
    const policies = await repository.policiesAt(hash, files);
    parsed.push(...policies);
    // Of commits within one second the last one stays in force.
    versions.set(since, versionOf({ name: hash.slice(0, 10), since }, policies));
  }
  return { history: new PolicyHistory([...versions.values()]), parsed };
}

interface Commit {
  readonly hash: string;
  readonly since: number;
}

class Repository {
  /** A file that a commit leaves alone is parsed once. */
  private readonly parsed = new Map<string, ParsedPolicy>();

  constructor(
    private readonly folder: string,
    private readonly signal: AbortSignal,
  ) {}

  /** The commits that changed the files, in the order in which they came to the branch. */
  async commits(files: readonly string[]): Promise<Commit[]> {
    const text = await this.git([
      ...['log', '--first-parent', '--reverse', '--no-show-signature', '--format=%H %ct'],
      ...['--', ...files],
    ]);
    // A commit that was made elsewhere may carry an earlier time than the one before it; it can still
    // not have been in force before it came.
    let latest = -Infinity;
    return text
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const [hash, seconds] = line.split(' ') as [string, string];
        latest = Math.max(latest, Number(seconds) * 1000);
        return { hash, since: latest };
      });
  }

  async policiesAt(commit: string, files: readonly string[]): Promise<ParsedPolicy[]> {
    const listing = await this.git([
      ...['ls-tree', '-r', '-z', '--full-name', commit, '--', ...files],
    ]);
    const found: ParsedPolicy[] = [];
    for (const entry of listing.split('\0')) {
      const parts = /^\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(entry);
      if (parts?.[2]!.endsWith(POLICY_FILE_ENDING)) {
        found.push(await this.policy(parts[1]!, parts[2]!, commit));
      }
    }
    return found;
  }

  private async policy(blob: string, path: string, commit: string): Promise<ParsedPolicy> {
    const key = `${blob} ${path}`;
    let policy = this.parsed.get(key);
    if (!policy) {
      const text = await this.git(['cat-file', 'blob', blob]);
      policy = parsePolicy(text, `${path}@${commit.slice(0, 10)}`);
      this.parsed.set(key, policy);
    }
    return policy;
  }

  private async git(args: readonly string[]): Promise<string> {
    try {
      const { stdout } = await run('git', args, {
        cwd: this.folder,
        maxBuffer: MAX_BYTES,
        signal: this.signal,
      });
      return stdout;
    } catch (error) {
      this.signal.throwIfAborted();
      const { stderr, message } = error as { stderr?: string; message: string };
      const why = (stderr?.trim() || message).split('\n')[0];
      throw new CliFault(
        ExitCode.usage,
        `git cannot tell the history of the policies in ${this.folder}: ${why}`,
      );
    }
  }
}

async function folderOf(path: string): Promise<string> {
  const entry = await stat(path);
  return entry.isDirectory() ? path : dirname(path);
}
