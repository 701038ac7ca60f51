import { readFile } from 'node:fs/promises';
import { catalogSnapshotSchema, type CatalogSnapshot } from '@countersign/model';
import { CliFault } from '../CliFault';
import { ExitCode } from '../ExitCode';

/** So many faults of a snapshot are named; whoever made it wrong made all of it wrong. */
const FAULTS = 5;

/**
 * Reads a snapshot of the catalog, as `countersign catalog export` writes it.
 *
 * @throws CliFault when there is no such file, or it is no snapshot; with the places of the first faults.
 */
export async function readCatalogSnapshot(file: string): Promise<CatalogSnapshot> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CliFault(ExitCode.usage, `There is no readable file ${file}.`);
  });
  const parsed = catalogSnapshotSchema.safeParse(readJsonText(text, file));
  if (!parsed.success) {
    const { issues } = parsed.error;
    const faults = issues
      .slice(0, FAULTS)
      .map(({ path, message }) => `  ${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`);
    const more = issues.length > FAULTS ? [`  … and ${issues.length - FAULTS} more`] : [];
    throw new CliFault(
      ExitCode.usage,
      [
        `${file} is no snapshot of a catalog:`,
        ...faults,
        ...more,
        'Make one with "countersign catalog export".',
      ].join('\n'),
    );
  }
  return parsed.data;
}

function readJsonText(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliFault(
      ExitCode.usage,
      `${file} is no JSON: ${(error as Error).message}. Make a snapshot with "countersign catalog export".`,
    );
  }
}
