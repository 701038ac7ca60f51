import {
  createEd25519Signer,
  createEd25519Verifier,
  ed25519PublicKey,
  type NoteVerifier,
} from '@countersign/tlog';

const seed = new Uint8Array(32).fill(42);
const origin = 'test.example/countersign';

/** The identity and key of a log in tests. */
export const testLog = {
  origin,
  signer: createEd25519Signer(origin, seed),
  verifiers: [createEd25519Verifier(origin, ed25519PublicKey(seed))] as NoteVerifier[],
};
