/**
 * Writes the example's eight months of recordings as the set `example`, unless it is there. A
 * process of its own: it computes for some seconds, and the portal should not wait for it.
 */
import { resolve } from 'node:path';
import { generateRecordings } from '@countersign/example';
import { loadRecordingSet, writeRecordingSet } from '@countersign/recordings';

const root = resolve(__dirname, '../..');
const name = 'example';

async function main(): Promise<void> {
  const isThere = await loadRecordingSet(name, root).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const until = '2026-11-22T00:00:00.000Z';
    await writeRecordingSet(
      { root, name },
      generateRecordings({ seed: 'tumbleweed', count: 20_000, until }),
      {
        importedAt: until,
        source: 'The generator of the example organisation',
        visibleTo: ['group:default/tumbleweed'],
      },
    );
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
