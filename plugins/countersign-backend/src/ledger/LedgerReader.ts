import type { LedgerEntries, LedgerProof } from '@countersign/client';
import { Problem } from '@countersign/model';
import { proveEntry, type CountersignStore } from '@countersign/store';
import {
  encodeEntryBundle,
  parseTilePath,
  TILE_HEIGHT,
  TILE_WIDTH,
  toBase64,
} from '@countersign/tlog';

/** The ledger as others read it. Nothing is served that the newest checkpoint does not cover. */
export class LedgerReader {
  constructor(private readonly deps: { store: CountersignStore }) {}

  /** The newest signed note. @throws Problem `not_found` before the first */
  async checkpoint(): Promise<string> {
    const checkpoint = await this.deps.store.latestCheckpoint();
    if (!checkpoint) {
      throw new Problem('not_found', 'Nothing has been sealed yet; the ledger has no checkpoint.');
    }
    return checkpoint.note;
  }

  async entries(start: number, limit: number): Promise<LedgerEntries> {
    const { store } = this.deps;
    const size = (await store.latestCheckpoint())?.size ?? 0;
    const count = Math.min(limit, size - start);
    const leaves = count > 0 ? await store.ledgerLeaves(start, count) : [];
    return {
      size,
      entries: leaves.map(leaf => ({
        index: leaf.index,
        hash: toBase64(leaf.hash),
        leaf: new TextDecoder().decode(leaf.bytes),
      })),
    };
  }

  /** @throws Problem `not_found` for a leaf that no checkpoint covers */
  async proof(index: number): Promise<LedgerProof> {
    const proved = await proveEntry(this.deps.store, index);
    if (!proved) {
      throw new Problem('not_found', 'The newest checkpoint covers no leaf with this index.');
    }
    const { leaf, checkpoint, proof } = proved;
    return {
      index,
      size: checkpoint.size,
      leaf: new TextDecoder().decode(leaf.bytes),
      hashes: proof.map(toBase64),
      checkpoint: checkpoint.note,
    };
  }

  /** Bytes of a tile or entry bundle by its C2SP path, `tile/…`; `undefined` beyond the checkpoint. */
  async tile(path: string): Promise<Uint8Array | undefined> {
    const { store } = this.deps;
    const tile = parseTilePath(path);
    const size = (await store.latestCheckpoint())?.size ?? 0;
    if (!tile) {
      return undefined;
    }
    const level = tile.level === 'entries' ? 0 : tile.level;
    const covered = Math.floor(size / 2 ** (TILE_HEIGHT * level));
    const start = tile.index * TILE_WIDTH;
    if (start + tile.width > covered) {
      return undefined;
    }
    if (tile.level !== 'entries') {
      return store.ledgerTile(tile.level, tile.index, tile.width);
    }
    const leaves = await store.ledgerLeaves(start, tile.width);
    return encodeEntryBundle(leaves.map(leaf => leaf.bytes));
  }
}
