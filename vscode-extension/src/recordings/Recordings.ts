import { EventEmitter, FileType, Uri, window, workspace, type Disposable } from 'vscode';
import type { RecordingSource } from '../replay/protocol';
import { Cancelled, type ReplayWorker } from '../replay/ReplayWorker';
import { portalBaseUrl } from './portalBaseUrl';
import type { PortalToken } from './PortalToken';
import type { RecordingsState } from './RecordingsState';
import { showSlowProgress } from './showSlowProgress';

/** The one set of recordings that policies are replayed over, and where it comes from. */
export class Recordings implements Disposable {
  private readonly changed = new EventEmitter<RecordingsState>();
  private current: RecordingsState = { kind: 'none' };
  private loading: AbortController | undefined;

  readonly onDidChange = this.changed.event;

  /** @param readsFiles - whether the worker can open a file by its path, or is handed its bytes */
  constructor(
    private readonly worker: ReplayWorker,
    private readonly token: PortalToken,
    private readonly readsFiles: boolean,
  ) {}

  get state(): RecordingsState {
    return this.current;
  }

  /** Loads what the setting `countersign.recordings.file` names, if it names anything. */
  async loadConfigured(): Promise<void> {
    const folder = workspace.workspaceFolders?.[0];
    const setting = workspace
      .getConfiguration('countersign', folder)
      .get<string>('recordings.file', '')
      .trim();
    if (setting === '') {
      return;
    }
    const absolute = /^([a-z]:)?[\\/]/i.test(setting);
    if (!absolute && !folder) {
      this.fail(
        setting,
        'The setting "countersign.recordings.file" names a relative path, and no folder is open that it could be relative to.',
      );
      return;
    }
    await this.loadFile(
      absolute
        ? (folder?.uri.with({ path: setting.replaceAll('\\', '/') }) ?? Uri.file(setting))
        : Uri.joinPath(folder!.uri, setting),
    );
  }

  /** Reads a file of JSON Lines, plain or gzipped. */
  async loadFile(uri: Uri): Promise<void> {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const found = await workspace.fs.stat(uri).then(
      stat => (stat.type & FileType.Directory ? 'is a folder' : undefined),
      () => 'does not exist or may not be read',
    );
    if (found) {
      this.fail(name, `The file ${uri.fsPath} ${found}.`);
      return;
    }
    await this.load(name, async () =>
      this.readsFiles && uri.scheme === 'file'
        ? { kind: 'file', path: uri.fsPath, name }
        : // A copy, because it is moved to the worker and leaves nothing behind.
          { kind: 'bytes', bytes: (await workspace.fs.readFile(uri)).slice(), name },
    );
  }

  /** Reads all recordings that the portal lets the token's owner see. */
  async loadFromPortal(address: string): Promise<void> {
    const baseUrl = portalBaseUrl(address);
    if (!baseUrl) {
      this.fail(address, `"${address}" is not the address of a portal: write it as https://….`);
      return;
    }
    const name = new URL(baseUrl).host;
    const token = await this.token.get(baseUrl);
    if (!token) {
      this.fail(
        name,
        `No token is kept for ${name}. Set one with "Countersign: Set portal token…".`,
      );
      return;
    }
    await this.load(name, async () => ({ kind: 'portal', baseUrl, token, name }));
  }

  /** Lets the loaded set go. */
  async unload(): Promise<void> {
    this.loading?.abort();
    await this.worker.unload();
    this.set({ kind: 'none' });
  }

  /** Gives up a load that is under way. */
  stop(): void {
    this.loading?.abort();
  }

  /** Says that the set is gone, because its worker is. */
  lost(reason: string): void {
    if (this.current.kind === 'loaded') {
      this.set({ kind: 'failed', name: this.current.report.name, message: reason });
    }
  }

  dispose(): void {
    this.loading?.abort();
    this.changed.dispose();
  }

  private async load(name: string, open: () => Promise<RecordingSource>): Promise<void> {
    this.loading?.abort();
    const loading = new AbortController();
    this.loading = loading;
    const before = this.current;
    this.set({ kind: 'loading', name, lines: 0 });
    try {
      const report = await showSlowProgress(`Reading recordings from ${name}`, loading, async say =>
        this.worker.load(await open(), {
          signal: loading.signal,
          onProgress: lines => {
            if (this.loading === loading) {
              this.set({ kind: 'loading', name, lines });
              say(`${lines.toLocaleString('en-US')} lines`);
            }
          },
        }),
      );
      if (this.loading === loading) {
        this.set({ kind: 'loaded', report });
      }
    } catch (error) {
      if (this.loading !== loading) {
        return;
      }
      if (error instanceof Cancelled) {
        this.set(before.kind === 'loading' ? { kind: 'none' } : before);
      } else {
        this.fail(name, error instanceof Error ? error.message : String(error));
      }
    } finally {
      if (this.loading === loading) {
        this.loading = undefined;
      }
    }
  }

  private fail(name: string, message: string): void {
    this.set({ kind: 'failed', name, message });
    void window.showErrorMessage(`Recordings could not be loaded. ${message}`);
  }

  private set(state: RecordingsState): void {
    this.current = state;
    this.changed.fire(state);
  }
}
