import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { CompressionFault, type Compression } from '@countersign/replay';

/** A stream that compresses. @throws CompressionFault for Zstandard where Node has none (before 22.15). */
export function createCompressor(compression: Compression): Transform {
  if (compression === 'gzip') {
    return zlib.createGzip();
  }
  if (typeof zlib.createZstdCompress !== 'function') {
    throw new CompressionFault('zstd');
  }
  return zlib.createZstdCompress();
}
