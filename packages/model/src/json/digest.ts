import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonicalJson';
import type { JsonValue } from './JsonValue';

/** `sha256:` and 64 lower-case hexadecimal digits. */
export type Digest = `sha256:${string}`;

/** SHA-256 over the canonical form of a value. The same value has the same digest everywhere. */
export function digestJson(value: JsonValue): Digest {
  return digestText(canonicalJson(value));
}

/** SHA-256 over the UTF-8 bytes of a text. */
export function digestText(text: string): Digest {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}
