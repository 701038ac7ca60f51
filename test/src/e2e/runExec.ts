import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { Portal } from '../../../scripts/portal/startPortal';

const root = resolve(__dirname, '../../..');

/** A running `countersign exec`. */
export interface RunningExec {
  /** Settles when it has printed something that matches, with the match. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<{ code: number | null; output: string }>;
  /** Ends it, should a test have left it waiting. */
  kill(): void;
}

/** Runs the command line as the agent `deployer`, the way its README says. */
export function runExec(portal: Portal, args: readonly string[]): RunningExec {
  const child = spawn(
    process.execPath,
    [resolve(root, 'packages/cli/bin/countersign.mjs'), 'exec', ...args],
    {
      cwd: portal.dataDirectory,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        COUNTERSIGN_URL: portal.countersignUrl,
        COUNTERSIGN_TOKEN: portal.secrets.agents.deployer,
        COUNTERSIGN_AGENT: 'deployer',
        COUNTERSIGN_EXECUTOR: 'deploy-runner',
      },
    },
  );
  let output = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    listeners.forEach(listener => listener());
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<{ code: number | null; output: string }>(done =>
    child.once('close', code => {
      listeners.forEach(listener => listener());
      done({ code, output });
    }),
  );
  return {
    ended,
    kill: () => void child.kill('SIGKILL'),
    said: pattern =>
      new Promise((found, fail) => {
        const look = () => {
          const match = pattern.exec(output);
          if (match) {
            listeners.delete(look);
            found(match);
          } else if (child.exitCode !== null) {
            listeners.delete(look);
            fail(new Error(`It ended without saying ${pattern}: ${output}`));
          }
        };
        listeners.add(look);
        look();
      }),
  };
}
