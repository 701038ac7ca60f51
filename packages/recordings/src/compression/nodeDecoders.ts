import * as zlib from 'node:zlib';
import { CompressionFault, type Decoders } from '@countersign/replay';
import { decodeThrough } from './decodeThrough';

/**
 * Node's own decoders: its gzip is faster than the web's, and only it has Zstandard, since 22.15.
 * Before, Zstandard is refused with a CompressionFault, as it is in browsers.
 */
export const NODE_DECODERS: Decoders = {
  gzip: pieces => decodeThrough(pieces, zlib.createGunzip),
  zstd: pieces =>
    decodeThrough(pieces, () => {
      if (typeof zlib.createZstdDecompress !== 'function') {
        throw new CompressionFault('zstd');
      }
      return zlib.createZstdDecompress();
    }),
};
