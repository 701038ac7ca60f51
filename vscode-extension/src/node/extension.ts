import type { ExtensionContext } from 'vscode';
import { activateCountersign } from '../extension';
import { startNodeWorker } from './startNodeWorker';

/** The entry of the Node build. */
export function activate(context: ExtensionContext): void {
  activateCountersign(context, {
    startWorker: async () => startNodeWorker(context.asAbsolutePath('dist/node/replayWorker.js')),
    readsFiles: true,
  });
}
