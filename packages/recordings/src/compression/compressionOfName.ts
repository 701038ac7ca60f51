import type { Compression } from '@countersign/replay';

/** How a file of this name is compressed when it is written; reading goes by the bytes instead. */
export function compressionOfName(file: string): Compression | undefined {
  if (file.endsWith('.gz')) {
    return 'gzip';
  }
  return file.endsWith('.zst') ? 'zstd' : undefined;
}
