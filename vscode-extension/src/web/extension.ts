import type { ExtensionContext } from 'vscode';
import { activateCountersign } from '../extension';
import { startWebWorker } from './startWebWorker';

/** The entry of the web build. */
export function activate(context: ExtensionContext): void {
  activateCountersign(context, {
    startWorker: () => startWebWorker(context.extensionUri),
    readsFiles: false,
  });
}
