import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { compressionOfName, createCompressor, exportRecordingSet } from '@countersign/recordings';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';
import { listenForInterruption } from '../io/interruption';
import type { Terminal } from '../io/Terminal';
import { addPortalOptions, clientOf, portalUrl, type PortalOptions } from '../portal/portalOptions';

interface ExportOptions extends PortalOptions {
  recordings?: string;
  since?: string;
  output?: string;
  root: string;
  json?: boolean;
}

const NEWLINE = 0x0a;

/** `countersign recordings export` */
export function addRecordingsExport(parent: Command, terminal: Terminal): void {
  addPortalOptions(
    parent
      .command('export')
      .description('write recordings as JSON Lines: of a set, or those the portal lets you see')
      .option(
        '--recordings <set>',
        'name of an imported set, or a .jsonl, .jsonl.gz or .jsonl.zst file',
      )
      .option('--since <instant>', 'from the portal: only what is newer')
      .option(
        '--output <file>',
        'a file, compressed if it ends in .gz or .zst; by default standard output',
      )
      .option('--root <folder>', 'the folder that holds .countersign', '.')
      .option('--json', 'with --output: print what was done as JSON'),
  ).action((options: ExportOptions) => runExport(options, terminal));
}

async function runExport(options: ExportOptions, terminal: Terminal): Promise<void> {
  if (options.recordings === undefined && portalUrl(options) === undefined) {
    throw new CliFault(
      ExitCode.usage,
      'Export what? Name a set with --recordings, or a portal with --url or COUNTERSIGN_URL.',
    );
  }
  const interruption = listenForInterruption();
  try {
    const counted = countLines(bytesOf(options, interruption.signal), lines =>
      terminal.progress(`Exporting: ${lines} recordings`),
    );
    if (options.output === undefined) {
      for await (const bytes of counted.bytes) {
        interruption.signal.throwIfAborted();
        await terminal.outBytes(bytes);
      }
      return;
    }
    await writeFile(options.output, counted.bytes, interruption.signal);
    await terminal.out(
      options.json
        ? JSON.stringify({ file: options.output, recordings: counted.lines() })
        : `${counted.lines()} recordings are in ${options.output}.`,
    );
  } finally {
    interruption.stop();
  }
}

function bytesOf(options: ExportOptions, signal: AbortSignal): AsyncIterable<Uint8Array> {
  if (options.recordings !== undefined) {
    return exportRecordingSet(options.recordings, options.root);
  }
  const client = clientOf(options, 'COUNTERSIGN_TOKEN');
  return encoded(client.recordings({ signal, ...(options.since && { since: options.since }) }));
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const line of lines) {
    yield encoder.encode(`${line}\n`);
  }
}

function countLines(source: AsyncIterable<Uint8Array>, onProgress: (lines: number) => void) {
  let lines = 0;
  return {
    lines: () => lines,
    bytes: (async function* counted() {
      for await (const bytes of source) {
        for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
          lines++;
        }
        onProgress(lines);
        yield bytes;
      }
    })(),
  };
}

/** Writes beside the file and renames at the end: half an export looks like a whole one. */
async function writeFile(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const draft = `${file}.${process.pid}.draft`;
  try {
    const compression = compressionOfName(file);
    const compressor = compression && createCompressor(compression);
    const target = createWriteStream(draft);
    const source = Readable.from(bytes, { objectMode: false });
    await (compressor
      ? pipeline(source, compressor, target, { signal })
      : pipeline(source, target, { signal }));
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    signal.throwIfAborted();
    throw error;
  }
}
