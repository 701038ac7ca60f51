import { window, workspace, type ExtensionContext } from 'vscode';
import { Impact } from './impact/Impact';
import { PolicyStore } from './policies/PolicyStore';
import { PortalToken } from './recordings/PortalToken';
import { Recordings } from './recordings/Recordings';
import { registerCommands } from './registerCommands';
import { ReplayWorker, type WorkerPort } from './replay/ReplayWorker';
import { DiagnosticsView } from './views/DiagnosticsView';
import { registerLanguageFeatures } from './views/registerLanguageFeatures';
import { RuleMarksView } from './views/RuleMarksView';
import { StatusItem } from './views/StatusItem';
import { SummaryLens } from './views/SummaryLens';

/** What the Node and the web build do differently. */
export interface Platform {
  startWorker: () => Promise<WorkerPort>;
  /** Whether the worker can open a file by its path. */
  readsFiles: boolean;
}

/** Wires the parts together; each of them listens to those above it. */
export function activateCountersign(context: ExtensionContext, platform: Platform): void {
  const token = new PortalToken(context.secrets);
  const policies = new PolicyStore();
  const worker: ReplayWorker = new ReplayWorker(platform.startWorker, reason => {
    recordings.lost(reason);
    void window.showErrorMessage(reason);
  });
  const recordings = new Recordings(worker, token, platform.readsFiles);
  const impact = new Impact(policies, recordings, worker);

  context.subscriptions.push(
    policies,
    worker,
    recordings,
    impact,
    new DiagnosticsView(policies),
    new RuleMarksView(policies, impact),
    new SummaryLens(recordings, impact),
    new StatusItem(recordings, impact),
    registerLanguageFeatures({ policies, impact, recordings }),
    registerCommands(recordings, impact, token),
    workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration('countersign.recordings.file')) {
        void recordings.loadConfigured();
      }
    }),
  );
  void policies.discover();
  void recordings.loadConfigured();
}
