import { HASH_SIZE } from '../tree/hashing';
import { TILE_WIDTH } from './tilePath';

/** The bytes of a hash tile: its hashes one after the other. C2SP tlog-tiles. */
export function encodeTile(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length < 1 || hashes.length > TILE_WIDTH) {
    throw new RangeError(`A tile has 1 to ${TILE_WIDTH} hashes, not ${hashes.length}`);
  }
  const bytes = new Uint8Array(hashes.length * HASH_SIZE);
  hashes.forEach((hash, at) => {
    if (hash.length !== HASH_SIZE) {
      throw new RangeError(`A hash has ${HASH_SIZE} bytes, not ${hash.length}`);
    }
    bytes.set(hash, at * HASH_SIZE);
  });
  return bytes;
}

/**
 * The hashes of a tile.
 *
 * @returns `undefined` when the bytes are no tile: not a multiple of 32, none, or more than 256
 */
export function decodeTile(bytes: Uint8Array): Uint8Array[] | undefined {
  const width = bytes.length / HASH_SIZE;
  if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
    return undefined;
  }
  return Array.from({ length: width }, (_, at) =>
    bytes.slice(at * HASH_SIZE, (at + 1) * HASH_SIZE),
  );
}

/** The longest entry that a bundle can carry, in bytes. */
export const MAX_ENTRY_SIZE = 0xffff;

/** The bytes of an entry bundle: each entry after its length as a big-endian uint16. C2SP tlog-tiles. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MAX_ENTRY_SIZE) {
      throw new RangeError(`An entry has at most ${MAX_ENTRY_SIZE} bytes, not ${entry.length}`);
    }
    bytes.set([entry.length >> 8, entry.length & 0xff], at);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/**
 * The entries of a bundle.
 *
 * @returns `undefined` when the bytes end inside an entry, or there are more than 256
 */
export function decodeEntryBundle(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const start = at + 2;
    const end = start + (bytes[at]! * 256 + (bytes[at + 1] ?? Infinity));
    if (end > bytes.length || entries.length === TILE_WIDTH) {
      return undefined;
    }
    entries.push(bytes.slice(start, end));
    at = end;
  }
  return entries;
}
