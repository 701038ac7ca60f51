/**
 * Countersign did not answer, or something between it and us did. Nothing is permitted: an agent
 * stops, and people use their own credentials.
 */
export class CountersignUnreachable extends Error {
  constructor(
    readonly url: string,
    options?: ErrorOptions,
  ) {
    super(
      `Countersign cannot be reached at ${url}. Nothing was permitted: do not act. Check the address and that the portal is running, then ask again.`,
      options,
    );
    this.name = 'CountersignUnreachable';
  }
}
