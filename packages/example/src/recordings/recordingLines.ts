import type { Recording } from '@countersign/model';

/** The recordings as JSON Lines, each line ended. */
export function recordingLines(recordings: readonly Recording[]): string {
  return recordings.map(recording => `${JSON.stringify(recording)}\n`).join('');
}
