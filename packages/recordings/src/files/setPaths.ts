import { join } from 'node:path';
import type { Compression } from '@countersign/replay';
import { recordingSetNameSchema } from './RecordingSetInfo';
import { RecordingSetFault } from './RecordingSetFault';

/** Where sets live under a root. */
export function setsFolder(root: string): string {
  return join(root, '.countersign', 'recordings');
}

/** The file of a set's recordings, in its folder. */
export function recordingsFileName(compression: Compression): string {
  return `recordings.jsonl.${compression === 'gzip' ? 'gz' : 'zst'}`;
}

/** The files of one set. @throws RecordingSetFault for a name that no folder should have. */
export function setPaths(root: string, name: string) {
  if (!recordingSetNameSchema.safeParse(name).success) {
    throw new RecordingSetFault(
      'invalid_name',
      `"${name}" is no name for a recording set. Use letters, digits, dots and dashes.`,
    );
  }
  const folder = join(setsFolder(root), name);
  return {
    folder,
    recordings: (compression: Compression = 'gzip') =>
      join(folder, recordingsFileName(compression)),
    /** The recordings in columns; made anew whenever it does not fit them. */
    cache: join(folder, 'recordings.columns'),
    info: join(folder, 'set.json'),
    rejected: join(setsFolder(root), `${name}.rejected.jsonl`),
  };
}
