import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../bytes';
import { isKeyName, type NoteSigner, type NoteVerifier } from './keys';

/** One signature line, as read. */
export interface NoteSignature {
  name: string;
  keyId: number;
  signature: Uint8Array;
}

/** A note whose signatures by known keys were verified. */
export interface OpenedNote {
  /** What was signed, with its last line break. */
  text: string;
  /** At least one. */
  verified: NoteSignature[];
  /** Signatures of keys that the reader does not know; they say nothing. */
  unknown: NoteSignature[];
}

/** Why a note was refused. The list is closed. */
export type NoteFaultCode =
  | 'malformed'
  /** No signature is by a known key. */
  | 'unverified'
  /** A signature claims a known key and is not that key's. */
  | 'invalid_signature';

/** A refused note. */
export class NoteFault extends Error {
  constructor(
    readonly code: NoteFaultCode,
    message: string,
  ) {
    super(message);
    this.name = 'NoteFault';
  }
}

/** Signatures that are read at most; more is no honest note. */
const MAX_SIGNATURES = 100;
const MAX_BYTES = 1_000_000;

/**
 * Signs a text as a note. C2SP signed-note.
 *
 * @param text valid UTF-16, ends in a line break, has no other control characters
 * @throws TypeError for a text that no note can carry
 */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  if (!isNoteText(text) || !text.endsWith('\n') || signers.length === 0) {
    throw new TypeError('A note is signed, ends in a line break and has no control characters');
  }
  const message = utf8ToBytes(text);
  const lines = await Promise.all(
    signers.map(async signer => {
      const keyId = new Uint8Array(4);
      new DataView(keyId.buffer).setUint32(0, signer.keyId);
      return `— ${signer.name} ${toBase64(concatBytes(keyId, await signer.sign(message)))}\n`;
    }),
  );
  return `${text}\n${lines.join('')}`;
}

/**
 * Opens a note: its text is returned only when a known key has signed it.
 *
 * @throws NoteFault with what is wrong
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = parseNote(note);
  const message = utf8ToBytes(text);
  const opened: OpenedNote = { text, verified: [], unknown: [] };
  const seen = new Set<NoteVerifier>();
  for (const signature of signatures) {
    const known = verifiers.filter(
      ({ name, keyId }) => name === signature.name && keyId === signature.keyId,
    );
    if (known.length > 1) {
      throw new TypeError(`Two of the given keys share the name and ID of ${signature.name}`);
    }
    const verifier = known[0];
    if (!verifier) {
      opened.unknown.push(signature);
    } else if (!seen.has(verifier)) {
      if (!verifier.verify(message, signature.signature)) {
        throw new NoteFault(
          'invalid_signature',
          `The signature of ${signature.name} does not belong to this text`,
        );
      }
      seen.add(verifier);
      opened.verified.push(signature);
    }
  }
  if (opened.verified.length === 0) {
    throw new NoteFault('unverified', 'None of the known keys has signed this note');
  }
  return opened;
}

/**
 * Takes a note apart without verifying anything. Of use only to those who cannot verify.
 *
 * @throws NoteFault `malformed`
 */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } {
  const malformed = (why: string) => new NoteFault('malformed', `This is no signed note: ${why}`);
  if (note.length > MAX_BYTES || !isNoteText(note)) {
    throw malformed('it is too long or has control characters');
  }
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || split + 2 === note.length) {
    throw malformed('no blank line stands between text and signatures');
  }
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) {
    throw malformed(`it has more than ${MAX_SIGNATURES} signatures`);
  }
  const signatures = lines.map((line): NoteSignature => {
    const [dash, name = '', encoded = '', ...rest] = line.split(' ');
    const bytes = fromBase64(encoded);
    if (dash !== '—' || !isKeyName(name) || rest.length > 0 || !bytes || bytes.length < 5) {
      throw malformed('a signature line is not a dash, a key name and base 64');
    }
    const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    return { name, keyId, signature: bytes.slice(4) };
  });
  return { text: note.slice(0, split + 1), signatures };
}

function isNoteText(text: string): boolean {
  return text.isWellFormed() && !/[\u0000-\u0009\u000b-\u001f]/.test(text);
}
