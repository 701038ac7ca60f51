import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../bytes';

/** Signs the text of a note. Asynchronous, so that the key can live in a service of its own. */
export interface NoteSigner {
  /** Key name; for a log, its origin. */
  readonly name: string;
  /** Key ID as an unsigned 32-bit number. */
  readonly keyId: number;
  sign(text: Uint8Array): Promise<Uint8Array>;
}

/** Verifies signatures of one known key. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: number;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
}

/** Signature type of plain Ed25519 notes. */
const ED25519 = 0x01;

/**
 * The key ID of an Ed25519 key: the first four bytes of SHA-256(name || 0x0A || 0x01 || public key).
 * C2SP signed-note.
 */
export function ed25519KeyId(name: string, publicKey: Uint8Array): number {
  const hash = sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(ED25519), publicKey));
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0);
}

/**
 * A signer with an Ed25519 key in memory.
 *
 * @param name key name: not empty, without spaces and plus signs
 * @param seed the private key of RFC 8032, 32 bytes
 */
export function createEd25519Signer(name: string, seed: Uint8Array): NoteSigner {
  assertKeyName(name);
  return {
    name,
    keyId: ed25519KeyId(name, ed25519.getPublicKey(seed)),
    sign: async text => ed25519.sign(text, seed),
  };
}

/** A verifier of one Ed25519 key. Signatures are checked strictly, as RFC 8032 says. */
export function createEd25519Verifier(name: string, publicKey: Uint8Array): NoteVerifier {
  assertKeyName(name);
  return {
    name,
    keyId: ed25519KeyId(name, publicKey),
    verify: (text, signature) => {
      try {
        return ed25519.verify(signature, text, publicKey, { zip215: false });
      } catch {
        // The library throws for signatures of the wrong length and points off the curve.
        return false;
      }
    },
  };
}

/**
 * The textual form of a verifying key, `name+keyid+base64(0x01 || public key)`, as Go's
 * `sumdb/note` and other verifiers read it.
 */
export function formatVerifierKey(name: string, publicKey: Uint8Array): string {
  assertKeyName(name);
  const encoded = toBase64(concatBytes(Uint8Array.of(ED25519), publicKey));
  return `${name}+${formatKeyId(ed25519KeyId(name, publicKey))}+${encoded}`;
}

/**
 * Reads the textual form of a verifying key.
 *
 * @throws TypeError when it is malformed, of another type, or its key ID is not its own
 */
export function parseVerifierKey(text: string): NoteVerifier {
  const [name = '', id = '', ...rest] = text.split('+');
  const key = fromBase64(rest.join('+'));
  if (key?.length !== 33 || key[0] !== ED25519) {
    throw new TypeError(`No Ed25519 verifier key: ${text}`);
  }
  const verifier = createEd25519Verifier(name, key.slice(1));
  if (formatKeyId(verifier.keyId) !== id) {
    throw new TypeError(`The key ID ${id} does not belong to this key: ${text}`);
  }
  return verifier;
}

/** The Ed25519 public key of a private one; 32 bytes each. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

/** Whether a text can be a key's name: not empty, no Unicode space, no plus sign. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\u0085\u0000-\u001f]+$/u.test(name) && name.isWellFormed();
}

function assertKeyName(name: string): void {
  if (!isKeyName(name)) {
    throw new TypeError(`No key name: ${JSON.stringify(name)} is empty or has a space or a plus`);
  }
}

function formatKeyId(keyId: number): string {
  return keyId.toString(16).padStart(8, '0');
}
