import { CHECKSUM_GROUP_BYTES } from './checksum';

/**
 * The cache file of a recording set: columns as they lie in memory, so that a reader looks at the bytes
 * where it got them.
 *
 * ```
 * offset  bytes
 *      0      8  magic: 89 'C' 'S' 'C' 'O' 'L' 0D 0A
 *      8      4  0x01020304 in the byte order of all that follows
 *     12      4  version
 *     16      8  length of the whole file: low word, high word
 *     24      4  length of the head
 *     28      4  0
 *     32      8  checksum over everything from offset 48 on
 *     40      8  0
 *     48      …  head: JSON in UTF-8, see CacheHead; then each section, at a multiple of 16
 * ```
 *
 * The first byte is no text and the line end of Windows follows, so that a transfer that changes either
 * is noticed at once, as in PNG.
 */
export const MAGIC = Uint8Array.of(0x89, 0x43, 0x53, 0x43, 0x4f, 0x4c, 0x0d, 0x0a);
export const BYTE_ORDER = 0x01020304;
/** Counts up whenever the layout, or what columns are, changes. */
export const CACHE_VERSION = 1;
/** Bytes before the head, as 32-bit words: {@link HEADER_WORDS}. */
export const HEADER_BYTES = 48;

/** Places of the header's words. */
export const HEADER_WORDS = {
  byteOrder: 2,
  version: 3,
  lengthLow: 4,
  lengthHigh: 5,
  headLength: 6,
  checksumLow: 8,
  checksumHigh: 9,
} as const;

/** What a section's bytes are. `json` is UTF-8. */
export const SECTION_TYPES = ['u8', 'u16', 'u32', 'f64', 'json'] as const;
export type SectionType = (typeof SECTION_TYPES)[number];

/** Where a section lies: bytes from the start of the file. */
export interface Section {
  readonly type: SectionType;
  /** A multiple of 16. */
  readonly offset: number;
  readonly length: number;
}

/** Sections of a column by the names of its members. */
export interface CachedColumn {
  readonly name: string;
  readonly kind: 'dictionary' | 'texts' | 'instants';
  readonly sections: Readonly<Record<string, Section>>;
}

/** The head of a cache file. */
export interface CacheHead {
  /** Digest of the JSON Lines that the columns were made of. */
  readonly source: string;
  /** Groups and users who may see the set; the file is for nobody else. */
  readonly visibleTo: readonly string[];
  readonly rows: number;
  readonly columns: readonly CachedColumn[];
  readonly reviews: Readonly<Record<string, Section>>;
}

/** The next offset at which a section may begin. */
export function aligned(offset: number): number {
  return Math.ceil(offset / CHECKSUM_GROUP_BYTES) * CHECKSUM_GROUP_BYTES;
}
