/** Why a recording set cannot be read. The list is closed. */
export type RecordingSetFaultCode = 'no_such_set' | 'damaged' | 'invalid_name';

/** A recording set that cannot be used, with what to do. */
export class RecordingSetFault extends Error {
  constructor(
    readonly code: RecordingSetFaultCode,
    message: string,
  ) {
    super(message);
    this.name = 'RecordingSetFault';
  }
}
