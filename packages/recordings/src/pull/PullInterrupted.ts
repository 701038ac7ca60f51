import type { RecordingSetInfo } from '../files/RecordingSetInfo';

/** A pull that ended early: what had come is kept, and the next one goes on from there. */
export class PullInterrupted extends Error {
  constructor(
    cause: unknown,
    readonly info: RecordingSetInfo,
  ) {
    super(
      `The portal was not read to its end: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        `The set "${info.name}" holds the ${info.count} recordings that are there so far; ` +
        'pull again to go on from there.',
      { cause },
    );
    this.name = 'PullInterrupted';
  }
}
