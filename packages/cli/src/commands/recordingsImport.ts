import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Option, type Command } from 'commander';
import { formatDiagnostic } from '@countersign/diagnostics';
import { importRecordings, parseMapping, type ImportResult } from '@countersign/recordings';
import type { Compression } from '@countersign/replay';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import { listenForInterruption } from '../io/interruption';
import type { Terminal } from '../io/Terminal';

interface ImportOptions {
  mapping: string;
  name: string;
  data?: string;
  root: string;
  strict?: boolean;
  compress?: Compression;
  json?: boolean;
}

/** `countersign recordings import --mapping … --name …` */
export function addRecordingsImport(parent: Command, terminal: Terminal): void {
  parent
    .command('import')
    .description("make recordings of somebody's records, through a mapping file")
    .requiredOption('--mapping <file>', 'the mapping file')
    .requiredOption('--name <name>', 'name of the set; one of that name is replaced')
    .option('--data <folder>', "where the mapping's files lie; by default beside the mapping")
    .option('--root <folder>', 'the folder that holds .countersign', '.')
    .option('--strict', 'stop at the first bad row and write nothing')
    .addOption(
      new Option('--compress <how>', 'how the set is compressed; gzip is read everywhere')
        .choices(['gzip', 'zstd'])
        .default('gzip'),
    )
    .option('--json', 'print what was done as JSON')
    .action((options: ImportOptions) => runImport(options, terminal));
}

async function runImport(options: ImportOptions, terminal: Terminal): Promise<void> {
  const text = await readFile(options.mapping, 'utf8');
  const { mapping, diagnostics } = parseMapping(text, options.mapping);
  if (!mapping) {
    const faults = diagnostics.map(each => formatDiagnostic(each, text, options.mapping));
    throw new CliFault(
      ExitCode.usage,
      `${faults.join('\n')}\nNothing was imported. Mend the mapping and try again.`,
    );
  }
  const interruption = listenForInterruption();
  try {
    const result = await importRecordings({
      mapping,
      dataFolder: options.data ?? dirname(options.mapping),
      root: options.root,
      name: options.name,
      at: new Date().toISOString(),
      strict: options.strict,
      ...(options.compress && { compression: options.compress }),
      signal: interruption.signal,
      onProgress: ({ rows, share }) =>
        terminal.progress(`Importing: ${rows} rows, ${Math.floor(share * 100)} %`),
    });
    if (options.json) {
      await terminal.out(JSON.stringify(result, null, 2));
    } else {
      for (const line of describe(result)) {
        await terminal.out(line);
      }
    }
  } finally {
    interruption.stop();
  }
}

function describe({
  info,
  rows,
  skipped,
  rejected,
  rejectedFile,
  firstFaults,
  topology,
}: ImportResult): string[] {
  const lines = [
    `${info.count} recordings of ${rows} rows are in the set "${info.name}"` +
      `${skipped > 0 ? `; the mapping passes over ${skipped}` : ''}.`,
    `Impact was assessed against ${topology.entities} entities with ${topology.edges} dependencies.`,
    `Digest ${info.digest}; may be seen by ${info.visibleTo.join(', ')}.`,
  ];
  if (rejected > 0) {
    lines.push(
      `${rejected} rows are no recordings and lie in ${rejectedFile}, each with its reason:`,
      ...firstFaults.map(fault => `  ${fault}`),
    );
  }
  return lines;
}
