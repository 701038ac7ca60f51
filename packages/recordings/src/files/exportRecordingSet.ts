import { createReadStream } from 'node:fs';
import { decompress } from '@countersign/replay';
import { NODE_DECODERS } from '../compression/nodeDecoders';
import { locateRecordingSet } from './loadRecordingSet';

/**
 * The JSON Lines of a set or file, byte for byte as they were written, without compression.
 *
 * @throws RecordingSetFault when there is no such set.
 */
export async function* exportRecordingSet(
  nameOrPath: string,
  root: string,
): AsyncGenerator<Uint8Array> {
  const { file } = await locateRecordingSet(nameOrPath, root);
  yield* decompress(createReadStream(file, { highWaterMark: 256 * 1024 }), NODE_DECODERS);
}
