import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { formatDiagnostic } from '@countersign/diagnostics';
import type { CatalogSnapshot, Topology } from '@countersign/model';
import {
  importRecordings,
  parseMapping,
  READY_MAPPINGS,
  readyMapping,
  type ImportResult,
} from '@countersign/recordings';
import type { Compression } from '@countersign/replay';
import { readCatalogSnapshot } from '../catalog/readCatalogSnapshot';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import { listenForInterruption } from '../io/interruption';
import type { Terminal } from '../io/Terminal';

interface ImportOptions {
  mapping: string;
  name: string;
  data?: string;
  table?: Record<string, string>;
  catalog?: string;
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
    .requiredOption('--mapping <file>', `a mapping file, or a name: ${READY_MAPPINGS.join(', ')}`)
    .requiredOption('--name <name>', 'name of the set; one of that name is replaced')
    .option(
      '--data <folder>',
      "where the mapping's files lie; by default beside the mapping, or here",
    )
    .option(
      '--table <name=file>',
      'read this file for a table of the mapping; may be repeated',
      tableFile,
    )
    .option(
      '--catalog <file>',
      'a snapshot to assess impact against, as catalog export writes it; else what the mapping says',
    )
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
  const { text, folder } = await readMapping(options.mapping);
  const { mapping, diagnostics } = parseMapping(text, options.mapping, { files: options.table });
  if (!mapping) {
    const faults = diagnostics.map(each => formatDiagnostic(each, text, options.mapping));
    throw new CliFault(
      ExitCode.usage,
      `${faults.join('\n')}\nNothing was imported. Mend the mapping and try again.`,
    );
  }
  const topology = options.catalog && topologyOf(await readCatalogSnapshot(options.catalog));
  const interruption = listenForInterruption();
  try {
    const result = await importRecordings({
      mapping,
      dataFolder: options.data ?? folder,
      ...(topology && { topology }),
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

/** A file, or a mapping that comes with the program; a file of that name counts first. */
async function readMapping(given: string): Promise<{ text: string; folder: string }> {
  const ready = readyMapping(given);
  try {
    return { text: await readFile(given, 'utf8'), folder: dirname(given) };
  } catch (error) {
    if (ready !== undefined) {
      return { text: ready, folder: '.' };
    }
    throw new CliFault(
      ExitCode.usage,
      `The mapping cannot be read: ${(error as Error).message}. ` +
        `Name a file, or one that comes with countersign: ${READY_MAPPINGS.join(', ')}.`,
    );
  }
}

function tableFile(text: string, earlier: Record<string, string> = {}): Record<string, string> {
  const equals = text.indexOf('=');
  if (equals < 1 || equals === text.length - 1) {
    throw new InvalidArgumentError('It must be NAME=FILE, such as records=trail.json.gz.');
  }
  return { ...earlier, [text.slice(0, equals)]: resolve(text.slice(equals + 1)) };
}

/** The part of a snapshot that an impact is assessed against. */
function topologyOf({ takenAt, entities, edges, groups, aliases }: CatalogSnapshot): Topology {
  return { takenAt, entities, edges, groups, aliases };
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
