import type { Command } from 'commander';
import { loadRecordingSet, writeParquet } from '@countersign/recordings';
import { listenForInterruption } from '../io/interruption';
import { loadDuckDb } from '../io/loadDuckDb';
import type { Terminal } from '../io/Terminal';

interface ParquetOptions {
  recordings: string;
  output: string;
  root: string;
}

/** `countersign recordings parquet --recordings … --output …` */
export function addRecordingsParquet(parent: Command, terminal: Terminal): void {
  parent
    .command('parquet')
    .description('write recordings as a table in a Parquet file, for "policy sql"')
    .requiredOption('--recordings <set>', 'name of an imported set, or a file of JSON Lines')
    .requiredOption('--output <file>', 'the Parquet file')
    .option('--root <folder>', 'the folder that holds .countersign', '.')
    .action((options: ParquetOptions) => runParquet(options, terminal));
}

async function runParquet(options: ParquetOptions, terminal: Terminal): Promise<void> {
  const { DuckDBInstance } = await loadDuckDb();
  const interruption = listenForInterruption();
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const { set } = await loadRecordingSet(options.recordings, options.root, {
      signal: interruption.signal,
      onProgress: lines => terminal.progress(`Reading recordings: ${lines}`),
    });
    const { rows, unstorable } = await writeParquet(connection, set.recordings, options.output, {
      onUnstorable: ({ id, message }) => terminal.note(`${id} is left out: ${message}.`),
    });
    await terminal.out(`${rows} recordings are in ${options.output}, ${unstorable} are left out.`);
  } finally {
    connection.closeSync();
    instance.closeSync();
    interruption.stop();
  }
}
