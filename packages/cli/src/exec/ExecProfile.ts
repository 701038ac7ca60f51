import type { Digest } from '@countersign/model';

/**
 * What the executor profile `exec` pins of a command: it stands in `action.properties.exec`, so it
 * is part of the action's digest. What was approved is then what runs: the same program with the
 * same arguments in the same place, with the same environment and the same input.
 */
export interface ExecProfile {
  /** The command as it was written; never given to a shell. */
  argv: string[];
  /** The file that runs, links resolved, so that nothing earlier on the PATH can take its place. */
  executable: string;
  /** Working directory, links resolved. */
  cwd: string;
  /**
   * Named environment: of variables that were set on the command line the value, of those passed
   * on from the caller only a digest, because they often are secrets.
   */
  env: Record<string, string>;
  /** Digest of standard input; absent when there is none. */
  stdin?: Digest;
}
