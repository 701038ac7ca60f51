/** Why a cache file is not used. The list is closed. */
export type CacheFaultCode =
  /** It ends early, or goes on after its end. */
  | 'truncated'
  /** It is no cache file. */
  | 'foreign'
  /** Another version of the program wrote it, or one for another kind of processor. */
  | 'other_version'
  /** Its bytes are not those that were written. */
  | 'damaged';

/** A cache file that cannot be used. It holds nothing that is not in the recordings: make it anew. */
export class CacheFault extends Error {
  constructor(
    readonly code: CacheFaultCode,
    message: string,
  ) {
    super(message);
    this.name = 'CacheFault';
  }
}
