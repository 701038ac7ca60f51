import { checkPolicySet } from '@countersign/policy';
import { EventEmitter, window, workspace, type Disposable, type Uri } from 'vscode';
import type { PolicySetTexts, PolicyStore } from '../policies/PolicyStore';
import { isPolicyDocument } from '../policies/isPolicyDocument';
import type { Recordings } from '../recordings/Recordings';
import { Cancelled, type ReplayWorker } from '../replay/ReplayWorker';
import { NO_IMPACT, type ImpactState } from './ImpactState';

/** Milliseconds of quiet after which an edit is replayed. */
const DEBOUNCE = 200;

/**
 * Keeps the numbers of the policy set that one looks at. Each edit makes them stale at once; after
 * a moment of quiet the set is replayed anew, and a replay that a newer edit overtakes is given up.
 */
export class Impact implements Disposable {
  private readonly changed = new EventEmitter<ImpactState>();
  private readonly subscriptions: Disposable[];
  private current: ImpactState = NO_IMPACT;
  private document: Uri | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    private readonly policies: PolicyStore,
    private readonly recordings: Recordings,
    private readonly worker: ReplayWorker,
  ) {
    this.subscriptions = [
      this.changed,
      window.onDidChangeActiveTextEditor(() => this.follow()),
      policies.onDidChange(() => this.touch()),
      recordings.onDidChange(({ kind }) => {
        if (kind === 'loaded') {
          this.set({ ...this.current, summary: undefined, fresh: false });
          this.schedule(0);
        } else if (kind !== 'loading') {
          this.running?.abort();
          this.set({ ...this.current, summary: undefined, fresh: false, progress: undefined });
        }
      }),
    ];
    this.follow();
  }

  get state(): ImpactState {
    return this.current;
  }

  /** Gives up the replay that is under way; the next edit begins another. */
  stop(): void {
    if (this.current.progress !== undefined) {
      this.running?.abort();
      this.set({ ...this.current, progress: undefined, reason: 'It was stopped.' });
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.running?.abort();
    for (const subscription of this.subscriptions) {
      subscription.dispose();
    }
  }

  /** Looks at what the person looks at; another kind of file leaves the numbers as they are. */
  private follow(): void {
    const document = window.activeTextEditor?.document;
    if (!document || !isPolicyDocument(document)) {
      return;
    }
    const uri = document.uri.toString();
    const known = this.current.uris.has(uri);
    this.document = document.uri;
    if (!known) {
      this.running?.abort();
      this.set({ uris: new Set([uri]), fresh: false });
      this.schedule(0);
    }
  }

  private touch(): void {
    if (!this.document) {
      return;
    }
    this.running?.abort();
    if (this.current.fresh || this.current.progress !== undefined) {
      this.set({ ...this.current, fresh: false, progress: undefined });
    }
    this.schedule(DEBOUNCE);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), delay);
  }

  private async run(): Promise<void> {
    if (!this.document) {
      return;
    }
    const run = new AbortController();
    this.running?.abort();
    this.running = run;
    const set = await this.policies.setOf(this.document);
    if (run.signal.aborted) {
      return;
    }
    const uris = new Set(set.head.map(policy => policy.uri));
    const reason = whyNot(set);
    if (reason !== undefined || this.recordings.state.kind !== 'loaded') {
      this.set({ ...this.current, uris, fresh: false, progress: undefined, reason });
      return;
    }
    this.set({ ...this.current, uris, progress: 0, reason: undefined });
    try {
      await this.replay(set, uris, run);
    } catch (error) {
      if (!(error instanceof Cancelled) && !run.signal.aborted) {
        const message = error instanceof Error ? error.message : String(error);
        this.set({ ...this.current, progress: undefined, reason: message });
      }
    }
  }

  private async replay(
    set: PolicySetTexts,
    uris: ReadonlySet<string>,
    run: AbortController,
  ): Promise<void> {
    const head = set.head.map(({ uri, text }) => ({ uri, text }));
    const answer = await this.worker.replay(head, set.edited ? set.saved : undefined, {
      signal: run.signal,
      onProgress: (done, total) => {
        if (!run.signal.aborted && total) {
          this.set({ ...this.current, progress: done / total });
        }
      },
    });
    if (run.signal.aborted) {
      return;
    }
    this.set(
      answer.kind === 'summary'
        ? { uris, summary: answer.summary, fresh: true, baseFault: answer.baseFault }
        : { ...this.current, progress: undefined, reason: answer.reason },
    );
  }

  private set(state: ImpactState): void {
    this.current = state;
    this.changed.fire(state);
  }
}

/** Why a set of policies cannot decide anything, in words for the one who edits it. */
function whyNot(set: PolicySetTexts): string | undefined {
  if (!set.hasGuardrail) {
    const folder = workspace.asRelativePath(set.folder, false);
    return `no guardrail lies in the folder ${folder} or above it, so no action has a level. Add it, or open the folder above that holds it.`;
  }
  const broken = set.head.find(policy => !policy.policy);
  if (broken) {
    return `${broken.uri.slice(broken.uri.lastIndexOf('/') + 1)} has an error, marked where it is.`;
  }
  return checkPolicySet(set.head).find(({ diagnostic }) => diagnostic.severity === 'error')
    ?.diagnostic.message;
}
