import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import type { PinnedCommand } from './pinCommand';

/** How a command ended. */
export interface CommandEnd {
  /** What a shell would say: its own code, or 128 and the number of the signal that ended it. */
  exitCode: number;
  signal?: NodeJS.Signals;
}

/**
 * Runs a pinned command once, without a shell, with our own standard output and error. Ctrl-C
 * reaches it by itself, as it shares our terminal; SIGTERM is handed on.
 *
 * @throws CliFault when it cannot be started.
 */
export function runCommand({ profile, env, stdin }: PinnedCommand): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(profile.executable, profile.argv.slice(1), {
      argv0: profile.argv[0],
      cwd: profile.cwd,
      env,
      stdio: [stdin ? 'pipe' : 'ignore', 'inherit', 'inherit'],
    });
    const handOn = () => child.kill('SIGTERM');
    const ignore = () => {};
    process.on('SIGTERM', handOn);
    process.on('SIGINT', ignore);
    const settle = () => {
      process.off('SIGTERM', handOn);
      process.off('SIGINT', ignore);
    };
    child.once('error', error => {
      settle();
      reject(
        new CliFault(
          ExitCode.cannotStart,
          `${profile.executable} could not be started: ${error.message}.`,
        ),
      );
    });
    child.once('close', (code, signal) => {
      settle();
      resolve(
        signal
          ? { exitCode: 128 + constants.signals[signal], signal }
          : { exitCode: code ?? ExitCode.faults },
      );
    });
    if (stdin) {
      // A command that does not read all of its input is free to.
      child.stdin!.on('error', ignore);
      child.stdin!.end(stdin);
    }
  });
}
