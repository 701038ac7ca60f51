/** Why a recording set cannot be read or continued. The list is closed. */
export type RecordingSetFaultCode =
  'no_such_set' | 'damaged' | 'invalid_name' | 'other_source' | 'out_of_order' | 'no_audience';

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
