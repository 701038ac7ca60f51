import type { Recording } from '@countersign/model';

/** Approvals and outcomes may come so many days after an action was asked about. */
export const SETTLE_DAYS = 14;

const SETTLE_MS = SETTLE_DAYS * 86_400_000;

/**
 * Finds where the next pull has to begin: at the newest recording, or earlier where an approval or an
 * outcome may still come. Recordings are shown to it in the order of time. Holds those of the last
 * {@link SETTLE_DAYS} days that are not settled.
 */
export class Settling {
  private readonly open: string[] = [];
  private first = 0;
  private newest: string | undefined;

  see(recording: Recording): void {
    this.newest = recording.at;
    const isSettled = recording.outcome !== undefined || recording.decided?.decision === 'deny';
    if (!isSettled) {
      this.open.push(recording.at);
    }
    const from = Date.parse(recording.at) - SETTLE_MS;
    while (this.first < this.open.length && Date.parse(this.open[this.first]!) < from) {
      this.first++;
    }
  }

  /** RFC 3339; `undefined` before anything was seen. */
  get since(): string | undefined {
    return this.open[this.first] ?? this.newest;
  }
}
