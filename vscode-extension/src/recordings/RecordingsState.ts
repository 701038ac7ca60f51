import type { LoadedRecordings } from '../replay/protocol';

/** Which recordings there are to replay. */
export type RecordingsState =
  | { kind: 'none' }
  | { kind: 'loading'; name: string; lines: number }
  | { kind: 'loaded'; report: LoadedRecordings }
  | { kind: 'failed'; name: string; message: string };
