import { spawn, type ChildProcess as NodeChild } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** One process of the portal: its output goes to a file, and it ends with all that it started. */
export class ChildProcess {
  private readonly child: NodeChild;
  private readonly tail: string[] = [];
  /** Settles when the process has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  private isEnded = false;

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    options: { cwd: string; env: NodeJS.ProcessEnv; logFile: string; verbose: boolean },
  ) {
    mkdirSync(dirname(options.logFile), { recursive: true });
    const log = createWriteStream(options.logFile);
    // A group of its own: an interrupt typed at the terminal reaches only us, and we stop in order.
    this.child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.follow(this.child.stdout!, log, options.verbose);
    this.follow(this.child.stderr!, log, options.verbose);
    this.ended = new Promise(resolve => {
      const end = (code: number | null) => {
        this.isEnded = true;
        log.end();
        resolve(code);
      };
      this.child.once('error', error => {
        this.tail.push(error.message);
        end(null);
      });
      this.child.once('exit', end);
    });
  }

  /** The last lines it printed. */
  lastLines(count = 30): string[] {
    return this.tail.slice(-count);
  }

  /** Asks the process and its children to end, and insists after five seconds. */
  async stop(): Promise<void> {
    if (this.isEnded) {
      return;
    }
    this.signal('SIGTERM');
    const insist = setTimeout(() => this.signal('SIGKILL'), 5000);
    await this.ended;
    clearTimeout(insist);
    // What it started and did not end itself.
    this.signal('SIGKILL');
  }

  private signal(name: NodeJS.Signals): void {
    try {
      process.kill(-this.child.pid!, name);
    } catch {
      // The group is gone already, which is what was asked for.
    }
  }

  private follow(stream: NodeJS.ReadableStream, log: WriteStream, verbose: boolean): void {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      log.write(chunk);
      this.tail.push(...chunk.split('\n').filter(Boolean));
      this.tail.splice(0, this.tail.length - 200);
      if (verbose) {
        process.stdout.write(chunk.replace(/^(?=.)/gm, `${this.name.padEnd(8)} `));
      }
    });
  }
}
