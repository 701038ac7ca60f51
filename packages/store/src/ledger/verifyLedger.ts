import {
  CompactRange,
  equalBytes,
  leafHash,
  openNote,
  parseCheckpoint,
  type NoteVerifier,
} from '@countersign/tlog';
import { StoreFault } from '../StoreFault';
import type { LedgerHead } from '../records';
import type { LedgerWrites, StoreReads } from '../types';

/** What is read to verify a ledger. */
export type LedgerReads = Pick<StoreReads, 'ledgerHead' | 'ledgerLeaves' | 'ledgerNodes'> &
  Pick<LedgerWrites, 'checkpoint'>;

/**
 * Recomputes the whole tree from the stored bytes and compares it with the stored head, with every
 * stored hash of a leaf, and with the signed heads that are given. Costs a hash for each leaf and
 * for each node: about ten seconds for a million.
 *
 * @param heads tree heads that the ledger must extend
 * @returns the head, recomputed
 * @throws StoreFault `ledger_conflict`, naming the first place that does not fit
 */
export async function verifyLedger(
  store: LedgerReads,
  heads: readonly { head: LedgerHead; from: string }[] = [],
): Promise<LedgerHead> {
  const stored = await store.ledgerHead();
  const tooFar = heads.find(({ head }) => head.size > stored.size);
  if (tooFar) {
    throw conflict(
      `${tooFar.from} covers ${tooFar.head.size} entries and only ${stored.size} are stored: entries were lost, or an older copy of the database was put back`,
    );
  }
  const waiting = [...heads].sort((a, b) => a.head.size - b.head.size);
  const tree = CompactRange.empty();
  const compareHeads = () => {
    while (waiting[0]?.head.size === tree.size) {
      const { head, from } = waiting.shift()!;
      if (!equalBytes(head.root, tree.root())) {
        throw conflict(
          `${from} was signed over other entries than the first ${head.size} that are stored: one of them was changed`,
        );
      }
    }
  };

  compareHeads();
  while (tree.size < stored.size) {
    const leaves = await store.ledgerLeaves(tree.size, 1000);
    if (leaves.length === 0) {
      throw conflict(`Entry ${tree.size} of ${stored.size} is missing`);
    }
    for (const { index, bytes, hash } of leaves.slice(0, stored.size - tree.size)) {
      const computed = leafHash(bytes);
      if (index !== tree.size) {
        throw conflict(`Entry ${tree.size} of ${stored.size} is missing`);
      }
      if (!equalBytes(computed, hash)) {
        throw conflict(`The bytes of entry ${index} are not those that were hashed`);
      }
      tree.append(computed);
      compareHeads();
    }
  }
  if (!equalBytes(tree.root(), stored.root)) {
    throw conflict(`The stored root does not follow from the ${stored.size} stored entries`);
  }
  return stored;
}

/**
 * Whether the ledger begins with what a signed head says, by its stored hashes only. Costs one hash
 * for each bit of the sizes.
 *
 * @throws StoreFault `ledger_conflict`
 */
export async function assertExtends(
  store: LedgerReads,
  head: LedgerHead,
  from: string,
): Promise<void> {
  const { size } = await store.ledgerHead();
  const root = head.size <= size && (await CompactRange.load(head.size, store.ledgerNodes)).root();
  if (!root || !equalBytes(root, head.root)) {
    throw conflict(`The ledger does not extend ${from}: it was changed, or put back from a copy`);
  }
}

/**
 * Reads a signed head.
 *
 * @throws StoreFault `ledger_conflict` unless it is a checkpoint of this origin by a known key
 */
export function readSignedHead(
  note: string,
  log: { origin: string; verifiers: readonly NoteVerifier[] },
  from: string,
): LedgerHead {
  try {
    const checkpoint = parseCheckpoint(openNote(note, log.verifiers).text);
    if (checkpoint?.origin === log.origin) {
      return { size: checkpoint.size, root: checkpoint.root };
    }
  } catch (cause) {
    throw new StoreFault('ledger_conflict', `${from} is not signed by a key of this ledger`, {
      cause,
    });
  }
  throw conflict(`${from} is not a checkpoint of ${log.origin}`);
}

function conflict(message: string): StoreFault {
  return new StoreFault('ledger_conflict', message);
}
