import { fromBase64, toBase64 } from '../bytes';
import { HASH_SIZE } from '../tree/hashing';

/** A log's tree head as it is signed. C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** The log's identity, such as `example.com/countersign`; never changes. */
  origin: string;
  /** Number of leaves. */
  size: number;
  /** RFC 6962 root, 32 bytes. */
  root: Uint8Array;
  /** Opaque further lines; none is the rule. */
  extensions?: readonly string[];
}

/**
 * The text that a checkpoint's note signs.
 *
 * @throws TypeError for an origin or an extension that is empty or has a line break, for a size
 *   that is no safe integer, for a root that is not 32 bytes long
 */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions = [] } = checkpoint;
  const text = [origin, String(size), toBase64(root), ...extensions, ''].join('\n');
  if (!parseCheckpoint(text)) {
    throw new TypeError('This is no checkpoint: origin, size, root or extension is malformed');
  }
  return text;
}

/** Reads the text of a checkpoint's note; `undefined` when it is none. Verify the note first. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const lines = text.split('\n');
  const last = lines.pop();
  const [origin, size, hash, ...extensions] = lines;
  if (last !== '' || lines.length < 3 || lines.some(line => line === '')) {
    return undefined;
  }
  const root = fromBase64(hash!);
  if (!/^(0|[1-9][0-9]*)$/.test(size!) || !Number.isSafeInteger(Number(size))) {
    return undefined;
  }
  if (root?.length !== HASH_SIZE) {
    return undefined;
  }
  return {
    origin: origin!,
    size: Number(size),
    root,
    ...(extensions.length > 0 && { extensions }),
  };
}
