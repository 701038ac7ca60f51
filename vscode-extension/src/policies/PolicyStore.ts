import { PolicyDocumentView } from '@countersign/language-service';
import { checkPolicySet, type ParsedPolicy, type PolicySetFinding } from '@countersign/policy';
import {
  Disposable,
  EventEmitter,
  FileType,
  RelativePattern,
  TextDocumentSaveReason,
  Uri,
  workspace,
  type TextDocument,
} from 'vscode';
import type { PolicyText } from '../replay/protocol';
import { isPolicyDocument, isPolicyUri, POLICY_GLOB } from './isPolicyDocument';
import { policySetOf } from './policySetOf';

/** The policies that decide together, as they stand in the editor and as they are saved. */
export interface PolicySetTexts {
  folder: Uri;
  hasGuardrail: boolean;
  /** Open documents as they are on the screen, other files as they are on disk. */
  head: ParsedPolicy[];
  /** The same, as what an editor asks of them. */
  views: PolicyDocumentView[];
  /** What is wrong with them beside each other; nothing is where a guardrail is still to come. */
  findings: readonly PolicySetFinding[];
  /** All files as they were last saved by hand, or found on disk; autosave does not count. */
  saved: PolicyText[];
  /** Whether anything differs between the two. */
  edited: boolean;
}

interface Entry {
  uri: Uri;
  /** What lies on disk. */
  disk: string;
  /** What an edit is measured against: the text as its author last saved it by hand. */
  base: string;
  /** What the editor last wrote, or is writing, by itself. That is no decision of the author. */
  autosaved?: string;
  view?: PolicyDocumentView;
}

/** Says so in a text of any state, also of one that cannot be read to its end. */
const GUARDRAIL = /^\s+layer:\s*['"]?guardrail['"]?\s*(#.*)?$/m;

/** Every policy file of the workspace, kept up to date, each read once per version. */
export class PolicyStore implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly subscriptions: Disposable[] = [];
  private readonly visited = new Set<string>();

  /** Fired when the text of a policy is another, in an editor or on disk, or the file is gone. */
  readonly onDidChange = this.changed.event;

  constructor() {
    const watcher = workspace.createFileSystemWatcher(POLICY_GLOB);
    this.subscriptions.push(
      this.changed,
      watcher,
      watcher.onDidCreate(uri => this.read(uri)),
      watcher.onDidChange(uri => this.read(uri)),
      watcher.onDidDelete(uri => this.forget(uri)),
      workspace.onDidOpenTextDocument(document => this.touch(document)),
      workspace.onDidCloseTextDocument(document => this.touch(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.touch(document)),
      workspace.onWillSaveTextDocument(({ document, reason }) => this.saving(document, reason)),
      workspace.onDidSaveTextDocument(document => this.saved(document)),
      workspace.onDidChangeWorkspaceFolders(() => void this.discover()),
    );
  }

  /** Reads every policy of the workspace once; changes after that are heard of. */
  async discover(): Promise<void> {
    const uris = await workspace.findFiles(POLICY_GLOB, '**/node_modules/**');
    await Promise.all(uris.filter(isPolicyUri).map(uri => this.read(uri)));
  }

  /** What can be made of the document; the same value until its text is another. */
  view(document: TextDocument): PolicyDocumentView {
    const text = document.getText();
    const entry = this.entries.get(document.uri.toString());
    return entry ? viewEntry(entry, text) : new PolicyDocumentView(text, document.uri.toString());
  }

  /** The other policies of the workspace, as they stand; a set is a part of them. */
  views(): PolicyDocumentView[] {
    const open = new Map(
      workspace.textDocuments
        .filter(isPolicyDocument)
        .map(document => [document.uri.toString(), document]),
    );
    return [...this.entries].map(([uri, entry]) =>
      viewEntry(entry, open.get(uri)?.getText() ?? entry.disk),
    );
  }

  /** The policies that decide together with this one. */
  async setOf(uri: Uri): Promise<PolicySetTexts> {
    await this.lookAround(uri);
    const open = new Map(
      workspace.textDocuments
        .filter(isPolicyDocument)
        .map(document => [document.uri.toString(), document]),
    );
    const texts = [...this.entries.values()]
      .filter(entry => entry.uri.scheme === uri.scheme && entry.uri.authority === uri.authority)
      .map(entry => {
        const head = open.get(entry.uri.toString())?.getText() ?? entry.disk;
        return { entry, head, saved: sameLines(entry.base, head) ? head : entry.base };
      });
    const files = policySetOf(
      uri.path,
      texts.map(({ entry, head }) => ({ path: entry.uri.path, guardrail: GUARDRAIL.test(head) })),
    );
    const paths = new Set(files.paths);
    const members = texts
      .filter(({ entry }) => paths.has(entry.uri.path))
      .sort((a, b) => (a.entry.uri.path < b.entry.uri.path ? -1 : 1));
    const views = members.map(({ entry, head }) => viewEntry(entry, head));
    const head = views.map(view => view.parsed);
    return {
      folder: uri.with({ path: files.folder || '/' }),
      hasGuardrail: files.hasGuardrail,
      head,
      views,
      // Without a guardrail the set is incomplete, not wrong; the head of the file says so.
      findings: files.hasGuardrail ? checkPolicySet(head) : [],
      saved: members.map(({ entry, saved }) => ({ uri: entry.uri.toString(), text: saved })),
      edited: members.some(each => each.head !== each.saved),
    };
  }

  dispose(): void {
    Disposable.from(...this.subscriptions).dispose();
  }

  /** A file that is opened without its folder: what lies beside it decides with it all the same. */
  private async lookAround(uri: Uri): Promise<void> {
    const folder = Uri.joinPath(uri, '..');
    if (workspace.getWorkspaceFolder(uri) || this.visited.has(folder.toString())) {
      return;
    }
    this.visited.add(folder.toString());
    const names = await workspace.fs.readDirectory(folder).then(
      found => found.filter(([, type]) => type !== FileType.Directory).map(([name]) => name),
      () => [],
    );
    const uris = names.map(name => Uri.joinPath(folder, name)).filter(isPolicyUri);
    await Promise.all(uris.map(each => this.read(each)));
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, '*.policy.yaml'));
    this.subscriptions.push(
      watcher,
      watcher.onDidCreate(each => this.read(each)),
      watcher.onDidChange(each => this.read(each)),
      watcher.onDidDelete(each => this.forget(each)),
    );
  }

  private async read(uri: Uri): Promise<void> {
    const key = uri.toString();
    const disk = await workspace.fs.readFile(uri).then(
      bytes => new TextDecoder().decode(bytes),
      () => undefined,
    );
    if (disk === undefined) {
      this.forget(uri);
      return;
    }
    const entry = this.entries.get(key);
    if (entry?.disk === disk) {
      return;
    }
    // What others wrote, such as Git on a switch of branches, is the new measure.
    const base = entry && entry.autosaved === disk ? entry.base : disk;
    this.entries.set(key, { ...entry, uri, disk, base });
    this.changed.fire(uri);
  }

  private forget(uri: Uri): void {
    if (this.entries.delete(uri.toString())) {
      this.changed.fire(uri);
    }
  }

  private touch(document: TextDocument): void {
    if (!isPolicyDocument(document)) {
      return;
    }
    const key = document.uri.toString();
    if (!this.entries.has(key) && !document.isClosed) {
      // Not on disk, or not read yet: there is nothing saved to compare with but itself.
      const text = document.getText();
      this.entries.set(key, { uri: document.uri, disk: text, base: text });
    }
    this.changed.fire(document.uri);
  }

  private saving(document: TextDocument, reason: TextDocumentSaveReason): void {
    const entry = this.entries.get(document.uri.toString());
    if (entry) {
      entry.autosaved = reason === TextDocumentSaveReason.Manual ? undefined : document.getText();
    }
  }

  private saved(document: TextDocument): void {
    const entry = this.entries.get(document.uri.toString());
    if (!entry) {
      return;
    }
    entry.disk = document.getText();
    if (entry.autosaved === undefined) {
      entry.base = entry.disk;
    } else {
      entry.autosaved = entry.disk;
    }
    this.changed.fire(document.uri);
  }
}

/** Whether two texts differ in nothing but how their lines end, which an editor may make alike. */
function sameLines(a: string, b: string): boolean {
  return a === b || a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}

function viewEntry(entry: Entry, text: string): PolicyDocumentView {
  if (entry.view?.text !== text) {
    // Days that have gone by are told as of the moment of the edit.
    entry.view = new PolicyDocumentView(text, entry.uri.toString(), { now: new Date() });
  }
  return entry.view;
}
