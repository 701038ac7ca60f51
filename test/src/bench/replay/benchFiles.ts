import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createReadStream, openSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readColumns, readRecordingColumns, writeColumns, type Columns } from '@countersign/replay';
import { measure, type Measurement, type MeasureOptions } from '../measure';
import { generateActions } from './generateActions';

export interface FileFigures {
  readonly load: Measurement;
  readonly cacheBytes: number;
  /** Of {@link importedRows} lines. */
  readonly importing: Measurement;
  readonly importedRows: number;
}

/** Times loading columns from a cache file, and importing JSON Lines. Files are in the system's cache. */
export async function benchFiles(
  columns: Columns,
  importedRows: number,
  { rounds = 7 }: MeasureOptions,
): Promise<FileFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    const cache = join(folder, 'columns');
    const pieces = writeColumns(columns, { source: `sha256:${'0'.repeat(64)}`, visibleTo: [] });
    await writeFile(cache, pieces);
    const lines = join(folder, 'recordings.jsonl');
    writeLines(lines, importedRows);
    const { load, importing } = await measure(
      [
        { name: 'load', run: async () => readColumns(await readFile(cache)) },
        {
          name: 'importing',
          run: () => readRecordingColumns(createReadStream(lines, { highWaterMark: 256 * 1024 })),
        },
      ],
      { rounds, roundLength: 1, warmUp: 0 },
    );
    const cacheBytes = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
    return { load, cacheBytes, importing, importedRows };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function writeLines(path: string, count: number): void {
  const file = openSync(path, 'w');
  for (const recording of generateActions(count)) {
    writeSync(file, `${JSON.stringify(recording)}\n`);
  }
  closeSync(file);
}
