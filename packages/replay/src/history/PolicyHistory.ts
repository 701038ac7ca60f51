import type { PolicySet } from '@countersign/policy';

/** The policies that were in force for a time. */
export interface PolicyVersion {
  /** How people name it, such as a commit or a folder. */
  readonly name: string;
  /** Milliseconds since 1970 from which it held; included. */
  readonly since: number;
  /** Milliseconds since 1970 until which it held, not included; without it, until the next version. */
  readonly until?: number;
  /** Absent where the files of that time cannot decide together. */
  readonly policies?: PolicySet;
  /** Why they cannot, in one sentence. */
  readonly fault?: string;
}

/** Versions that cannot have been in force as they are given. */
export class PolicyHistoryFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PolicyHistoryFault';
  }
}

/** Which policies were in force when. Immutable. */
export class PolicyHistory {
  /** In the order of time. */
  readonly versions: readonly PolicyVersion[];

  /** @throws PolicyHistoryFault when two versions hold at once, or one ends before it begins. */
  constructor(versions: readonly PolicyVersion[]) {
    this.versions = [...versions].sort((a, b) => a.since - b.since);
    this.versions.forEach((version, position) => {
      const next = this.versions[position + 1];
      if (version.until !== undefined && version.until <= version.since) {
        throw new PolicyHistoryFault(
          `The version ${version.name} ends before it begins: mend its "since" or "until".`,
        );
      }
      if (next && (next.since === version.since || next.since < (version.until ?? -Infinity))) {
        throw new PolicyHistoryFault(
          `The versions ${version.name} and ${next.name} would be in force at once: end the one before the other begins.`,
        );
      }
    });
  }

  /**
   * The version in force at an instant; `undefined` before the first and in a gap.
   *
   * @param time milliseconds since 1970
   */
  at(time: number): PolicyVersion | undefined {
    const position = this.positionAt(time);
    return position === undefined ? undefined : this.versions[position];
  }

  /** The place in {@link versions} of the one in force at an instant. */
  positionAt(time: number): number | undefined {
    let low = 0;
    let high = this.versions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.versions[middle]!.since <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const version = this.versions[low - 1];
    return version && time < (version.until ?? Infinity) ? low - 1 : undefined;
  }
}
