/** A clock that stands still until it is moved: what exercises use, and what tests of time need. */
export class TestClock {
  private instant = Date.parse('2026-11-22T12:00:00.000Z');

  readonly now = async (): Promise<string> => this.at(0);

  /** The instant so many minutes from now. */
  at(minutes: number): string {
    return new Date(this.instant + minutes * 60_000).toISOString();
  }

  advance(minutes: number): void {
    this.instant += minutes * 60_000;
  }
}
