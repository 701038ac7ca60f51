import { canonicalJson, type JsonValue } from '@countersign/model';
import { CompactRange, encodeTile, equalBytes, leafHash, TILE_WIDTH } from '@countersign/tlog';
import { StoreFault } from '../StoreFault';
import { boundLimit } from '../cursor';
import type { CheckpointRecord, Seal } from '../records';
import type { LedgerWrites, StoreReads, StoreWrites } from '../types';
import type { MemoryTables } from './MemoryTables';

type Reads = Pick<
  StoreReads,
  | 'sealOf'
  | 'ledgerStatus'
  | 'ledgerHead'
  | 'latestCheckpoint'
  | 'ledgerLeaves'
  | 'ledgerNodes'
  | 'ledgerTile'
>;

/** Keeps every node of the tree, which a database would not. */
export function ledger(tables: MemoryTables): Reads & Pick<StoreWrites, 'appendEntry'> {
  const nodeOf = (level: number, index: number) => tables.nodes.get(`${level}/${index}`);
  return {
    sealOf: async entryId => sealOf(tables, entryId),

    async ledgerStatus() {
      const checkpoint = checkpoints(tables).at(-1);
      const sealed = checkpoint?.size ?? 0;
      const waiting = tables.leaves.where(({ index }) => index === undefined || index >= sealed);
      const oldest = waiting.map(({ at }) => at).sort()[0];
      const age = oldest ? Date.parse(await tables.now()) - Date.parse(oldest) : 0;
      return {
        size: tables.state.ledgerHead.size,
        ...(checkpoint && {
          checkpoint: { size: checkpoint.size, signedAt: checkpoint.signedAt },
        }),
        unsealed: waiting.length,
        behindSeconds: Math.max(0, age / 1000),
      };
    },

    ledgerHead: async () => tables.state.ledgerHead,
    latestCheckpoint: async () => checkpoints(tables).at(-1),

    async ledgerLeaves(start, limit) {
      return tables.leaves
        .where(({ index }) => index !== undefined && index >= start)
        .sort((a, b) => a.index! - b.index!)
        .slice(0, boundLimit(limit, 1000, 1000))
        .map(({ id, index, bytes, hash }) => ({
          entryId: String(id),
          index: index!,
          bytes,
          hash,
        }));
    },

    async ledgerNodes(nodes) {
      return nodes.map(({ level, index }) => {
        const hash = nodeOf(level, index);
        if (!hash) {
          throw new StoreFault(
            'not_found',
            `The ledger of ${tables.state.ledgerHead.size} leaves lacks a node`,
          );
        }
        return hash;
      });
    },

    async ledgerTile(level, index, width) {
      if (!Number.isInteger(width) || width < 1 || width > TILE_WIDTH) {
        return undefined;
      }
      const hashes = Array.from({ length: width }, (_, at) =>
        nodeOf(level * 8, index * TILE_WIDTH + at),
      );
      return hashes.every(hash => hash !== undefined) ? encodeTile(hashes) : undefined;
    },

    async appendEntry(entry) {
      const bytes = new TextEncoder().encode(canonicalJson(entry as unknown as JsonValue));
      const id = tables.nextId();
      tables.leaves.set(String(id), { id, at: entry.at, bytes, hash: leafHash(bytes) });
      return String(id);
    },
  };
}

export function ledgerWrites(tables: MemoryTables): LedgerWrites {
  return {
    async sequence(limit) {
      const before = tables.state.ledgerHead;
      const waiting = tables.leaves
        .where(({ index }) => index === undefined)
        .sort((a, b) => a.id - b.id)
        .slice(0, limit);
      if (waiting.length === 0) {
        return { head: before, placed: 0 };
      }
      const tree = await CompactRange.load(before.size, ledger(tables).ledgerNodes);
      for (const leaf of waiting) {
        tables.leaves.set(String(leaf.id), { ...leaf, index: tree.size });
        tree.append(leaf.hash, ({ level, index }, hash) =>
          tables.nodes.set(`${level}/${index}`, hash),
        );
      }
      const head = { size: tree.size, root: tree.root() };
      tables.setState({ ledgerHead: head });
      return { head, placed: waiting.length };
    },

    async addCheckpoint(checkpoint) {
      const { size } = tables.state.ledgerHead;
      if (checkpoint.size > size) {
        throw new StoreFault(
          'ledger_conflict',
          `A checkpoint of ${checkpoint.size} leaves is beyond the ledger's ${size}`,
        );
      }
      const kept = tables.checkpoints.get(String(checkpoint.size));
      if (kept && !equalBytes(kept.root, checkpoint.root)) {
        throw new StoreFault(
          'ledger_conflict',
          `Another root was signed for ${checkpoint.size} leaves; the ledger was changed`,
        );
      }
      if (!kept) {
        tables.checkpoints.set(String(checkpoint.size), checkpoint);
      }
    },

    checkpoint: async size => tables.checkpoints.get(String(size)),
  };
}

export function sealOf(tables: MemoryTables, entryId: string): Seal | undefined {
  const index = tables.leaves.get(entryId)?.index;
  const checkpoint =
    index === undefined ? undefined : checkpoints(tables).find(({ size }) => size > index);
  return (
    checkpoint && {
      index: index!,
      checkpointSize: checkpoint.size,
      signedAt: checkpoint.signedAt,
    }
  );
}

/** Smallest first. */
function checkpoints(tables: MemoryTables): CheckpointRecord[] {
  return tables.checkpoints.where(() => true).sort((a, b) => a.size - b.size);
}
