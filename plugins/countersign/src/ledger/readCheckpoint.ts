/** The lines of a checkpoint: C2SP tlog-checkpoint, in a C2SP signed note. */
export interface Checkpoint {
  origin: string;
  /** Number of leaves under it. */
  size: number;
  /** Base64. */
  rootHash: string;
  /** Names of the keys that signed it. */
  signers: string[];
}

/**
 * Reads a checkpoint to show it. This proves nothing: a signature is checked against a key that one
 * got elsewhere, not against one that came by the same way.
 *
 * @returns `undefined` for text that is not a checkpoint.
 */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const [body, signatures] = note.split('\n\n', 2);
  const [origin, size, rootHash] = (body ?? '').split('\n');
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || !rootHash || !signatures) {
    return undefined;
  }
  const signers = signatures
    .split('\n')
    .map(line => /^\u2014 (\S+) /.exec(line)?.[1])
    .filter(name => name !== undefined);
  return { origin, size: Number(size), rootHash, signers };
}
