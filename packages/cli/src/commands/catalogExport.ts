import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { catalogSnapshotOf } from '@countersign/impact';
import { catalogSnapshotSchema } from '@countersign/model';
import { readCatalogEntities } from '../catalog/readCatalogEntities';
import type { Terminal } from '../io/Terminal';

interface ExportOptions {
  readonly output?: string;
  readonly json?: boolean;
}

/** `countersign catalog export FILE…` */
export function addCatalogExport(parent: Command, terminal: Terminal): void {
  parent
    .command('export')
    .description('make a snapshot of catalog entities, for policy check --catalog')
    .argument(
      '<file...>',
      "catalog descriptors in YAML, or the JSON of Backstage's catalog API (catalog/entities)",
    )
    .option('--output <file>', 'a file; by default standard output')
    .option('--json', 'with --output: print what was done as JSON')
    .action((files: string[], options: ExportOptions) => exportCatalog(files, options, terminal));
}

async function exportCatalog(
  files: readonly string[],
  { output, json }: ExportOptions,
  terminal: Terminal,
): Promise<void> {
  const entities = (await Promise.all(files.map(readCatalogEntities))).flat();
  const snapshot = catalogSnapshotSchema.parse(
    catalogSnapshotOf(entities, new Date().toISOString()),
  );
  const text = JSON.stringify(snapshot, null, 2);
  if (output === undefined) {
    await terminal.out(text);
    return;
  }
  await writeFile(output, `${text}\n`);
  const counts = {
    entities: snapshot.entities.length,
    groups: snapshot.groups.length,
    users: snapshot.users.length,
  };
  await terminal.out(
    json
      ? JSON.stringify({ file: output, ...counts }, null, 2)
      : `${counts.entities} entities, ${counts.groups} groups and ${counts.users} users are in ${output}.`,
  );
}
