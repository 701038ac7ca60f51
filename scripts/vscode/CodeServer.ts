import { spawn, type ChildProcess } from 'child_process';
import { createWriteStream } from 'fs';
import { mkdir, writeFile } from 'fs/promises';
import { join } from 'path';
import { freePort } from './freePort';
import { node24 } from './node24';
import { runCommand } from './runCommand';

/** Settings under which two pictures of the same thing look the same. */
const STILL_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.tips.enabled': false,
  'workbench.layoutControl.enabled': false,
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'window.commandCenter': false,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** A running VS Code, with a home, a profile and extensions of its own. */
export class CodeServer {
  private constructor(
    readonly origin: string,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Installs the extension and starts VS Code on a free loopback port.
   *
   * @param scratch - an empty folder; everything that VS Code writes lands in it
   * @param environment - variables that the extension host is to see
   * @throws Error when it does not answer within 60 seconds; its log is `server.log` in `scratch`
   */
  static async start(
    entry: string,
    vsix: string,
    scratch: string,
    environment: Record<string, string>,
  ): Promise<CodeServer> {
    const folder = (name: string) => join(scratch, name);
    for (const name of ['home', 'tmp', 'user', 'extensions']) {
      await mkdir(folder(name), { recursive: true });
    }
    await mkdir(join(folder('user'), 'User'), { recursive: true });
    await writeFile(
      join(folder('user'), 'User', 'settings.json'),
      JSON.stringify(STILL_SETTINGS, null, 2),
    );
    await writeFile(folder('config.yaml'), 'auth: none\n');

    const env = {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      HOME: folder('home'),
      TMPDIR: folder('tmp'),
      EXTENSIONS_GALLERY: '{"serviceUrl":""}',
      ...environment,
    };
    const common = [
      entry,
      ...['--config', folder('config.yaml')],
      ...['--user-data-dir', folder('user')],
      ...['--extensions-dir', folder('extensions')],
      '--disable-telemetry',
    ];
    await runCommand(node24(), [...common, '--install-extension', vsix], { env });

    const port = await freePort();
    const child = spawn(
      node24(),
      [
        ...common,
        ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
        '--disable-update-check',
        '--disable-workspace-trust',
        '--disable-getting-started-override',
        '--disable-proxy',
        ...['--vscode-option', 'enable-smoke-test-driver'],
      ],
      // A process group of its own, so that its watchers and hosts can be ended with it.
      { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const log = createWriteStream(folder('server.log'));
    child.stdout!.pipe(log, { end: false });
    child.stderr!.pipe(log, { end: false });
    const server = new CodeServer(`http://127.0.0.1:${port}`, child);
    try {
      await server.answers();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Ends VS Code and everything it started. */
  async stop(): Promise<void> {
    const { pid } = this.child;
    if (pid === undefined) {
      return;
    }
    const closed = new Promise<void>(done => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) done();
      else this.child.once('exit', () => done());
    });
    this.signalGroup(pid, 'SIGTERM');
    await Promise.race([closed, new Promise(done => setTimeout(done, 3000).unref())]);
    this.signalGroup(pid, 'SIGKILL');
  }

  private signalGroup(pid: number, signal: NodeJS.Signals): void {
    try {
      process.kill(-pid, signal);
    } catch {
      // The group is gone already.
    }
  }

  private async answers(): Promise<void> {
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      if (this.child.exitCode !== null) {
        throw new Error(`VS Code ended with ${this.child.exitCode} before it answered.`);
      }
      const answer = await fetch(`${this.origin}/healthz`).catch(() => undefined);
      if (answer?.ok) {
        return;
      }
      await new Promise(done => setTimeout(done, 100));
    }
    throw new Error('VS Code did not answer within 60 seconds.');
  }
}
