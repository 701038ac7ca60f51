import { Option, type Command } from 'commander';
import { pullRecordings } from '@countersign/recordings';
import type { Compression } from '@countersign/replay';
import { listenForInterruption } from '../io/interruption';
import type { Terminal } from '../io/Terminal';
import { addPortalOptions, clientOf, portalUrl, type PortalOptions } from '../portal/portalOptions';

interface PullOptions extends PortalOptions {
  name: string;
  visibleTo?: string[];
  compress?: Compression;
  root: string;
  json?: boolean;
}

/** `countersign recordings pull --name …` */
export function addRecordingsPull(parent: Command, terminal: Terminal): void {
  addPortalOptions(
    parent
      .command('pull')
      .description('bring a set up to what the portal lets you see, going on where it stopped')
      .requiredOption('--name <name>', 'name of the set')
      .option('--visible-to <ref...>', 'groups and users who may see it; needed the first time')
      .addOption(
        new Option('--compress <how>', 'how the set is compressed; by default as it was').choices([
          'gzip',
          'zstd',
        ]),
      )
      .option('--root <folder>', 'the folder that holds .countersign', '.')
      .option('--json', 'print what was done as JSON'),
  ).action((options: PullOptions) => runPull(options, terminal));
}

async function runPull(options: PullOptions, terminal: Terminal): Promise<void> {
  const client = clientOf(options, 'COUNTERSIGN_TOKEN');
  const interruption = listenForInterruption();
  const { signal } = interruption;
  try {
    const result = await pullRecordings({
      from: portalUrl(options)!,
      lines: since => client.recordings({ signal, ...(since && { since }) }),
      root: options.root,
      name: options.name,
      at: new Date().toISOString(),
      ...(options.visibleTo && { visibleTo: options.visibleTo }),
      ...(options.compress && { compression: options.compress }),
      signal,
      onProgress: received => terminal.progress(`Pulling: ${received} recordings`),
    });
    if (options.json) {
      await terminal.out(JSON.stringify(result, null, 2));
      return;
    }
    const { info, received, rejected, rejectedFile } = result;
    await terminal.out(
      `${received} recordings came; the set "${info.name}" holds ${info.count}.\n` +
        `Digest ${info.digest}; may be seen by ${info.visibleTo.join(', ')}.`,
    );
    if (rejected > 0) {
      await terminal.out(`${rejected} lines are no recordings and lie in ${rejectedFile}.`);
    }
  } finally {
    interruption.stop();
  }
}
