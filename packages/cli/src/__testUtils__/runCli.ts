import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** How a run of the command ended. */
export interface CliRun {
  /** `null` when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What a run gets. */
export interface CliRunOptions {
  env?: Record<string, string>;
  cwd?: string;
  /** Its standard input; without it, it has none. */
  stdin?: string;
  /** Called with all of standard error so far, whenever more comes; `kill` signals once. */
  onStderr?: (stderr: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** The real command in a child process. */
export interface Cli {
  run(args: readonly string[], options?: CliRunOptions): Promise<CliRun>;
  /** Takes what was built away. */
  remove(): void;
}

const packageFolder = resolve(__dirname, '../..');

/** `bin/countersign.mjs` as it stands in a checkout: it runs the TypeScript sources. */
export function cliFromSources(): Cli {
  return cliAt(join(packageFolder, 'bin/countersign.mjs'), () => {});
}

/** `bin/countersign.mjs` beside a built `dist`, as it is installed; starts six times as fast. */
export function builtCli(): Cli {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-cli-'));
  mkdirSync(join(folder, 'bin'));
  cpSync(join(packageFolder, 'bin/countersign.mjs'), join(folder, 'bin/countersign.mjs'));
  buildSync({
    entryPoints: [join(packageFolder, 'src/index.ts')],
    outfile: join(folder, 'dist/index.cjs.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    // Native, and installed by whoever wants it.
    external: ['@duckdb/node-api'],
    logLevel: 'error',
  });
  return cliAt(join(folder, 'bin/countersign.mjs'), () => rmSync(folder, { recursive: true }));
}

function cliAt(bin: string, remove: () => void): Cli {
  return {
    remove,
    run: (args, options = {}) =>
      new Promise((settle, reject) => {
        const child = spawn(process.execPath, [bin, ...args], {
          cwd: options.cwd,
          // Nothing of the machine's own: only what the test says.
          env: { PATH: process.env.PATH ?? '', HOME: tmpdir(), ...options.env },
          stdio: ['pipe', 'pipe', 'pipe'],
        });
        let stdout = '';
        let stderr = '';
        let killed = false;
        const kill = (signal: NodeJS.Signals) => {
          if (!killed) {
            killed = true;
            child.kill(signal);
          }
        };
        child.stdout.setEncoding('utf8').on('data', text => {
          stdout += text;
        });
        child.stderr.setEncoding('utf8').on('data', text => {
          stderr += text;
          options.onStderr?.(stderr, kill);
        });
        child.stdin.on('error', () => {});
        child.stdin.end(options.stdin ?? '');
        child.once('error', reject);
        child.once('close', code => settle({ code, stdout, stderr }));
      }),
  };
}
