/** Ends the program with a sentence and an exit code. */
export class CliFault extends Error {
  constructor(
    readonly exitCode: number,
    message: string,
  ) {
    super(message);
    this.name = 'CliFault';
  }
}
