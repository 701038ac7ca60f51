import { sha256 } from '@noble/hashes/sha2.js';

/** Bytes in a hash. */
export const HASH_SIZE = 32;

/** The hash of an entry: SHA-256(0x00 || entry). RFC 6962, section 2.1. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256.create().update(LEAF_PREFIX).update(entry).digest();
}

/** The hash of two subtrees: SHA-256(0x01 || left || right). RFC 6962, section 2.1. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(NODE_PREFIX).update(left).update(right).digest();
}

/** The root of a tree without leaves: SHA-256 of nothing. RFC 6962, section 2.1. */
export function emptyRoot(): Uint8Array {
  return sha256(new Uint8Array(0));
}

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);
