import { canonicalJson, type JsonValue } from '@countersign/model';
import {
  CompactRange,
  emptyRoot,
  encodeTile,
  equalBytes,
  leafHash,
  readNodesFromTiles,
  TILE_WIDTH,
} from '@countersign/tlog';
import { StoreFault } from '../StoreFault';
import type { CheckpointRecord, LedgerHead, LedgerLeaf } from '../records';
import { boundLimit } from '../cursor';
import type { LedgerWrites, StoreReads, StoreWrites } from '../types';
import type { Executor } from './Executor';
import { fromRow } from './rows';

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

export function ledgerReads(executor: Executor): Reads {
  const { db } = executor;

  const head = async (): Promise<LedgerHead> => {
    const row = await db('ledger_head').where({ id: 1 }).first('size', 'root');
    return row ? fromRow<LedgerHead>(row, { numbers: ['size'] }) : { size: 0, root: emptyRoot() };
  };
  const latest = async () => {
    const row = await db('checkpoints').orderBy('size', 'desc').first();
    return row && readCheckpoint(row);
  };

  const tile: Reads['ledgerTile'] = async (level, index, width) => {
    const start = index * TILE_WIDTH;
    const end = start + width;
    const isTile = Number.isSafeInteger(end) && index >= 0 && width >= 1 && width <= TILE_WIDTH;
    if (!isTile || level < 0 || !Number.isInteger(level)) {
      return undefined;
    }
    const rows: { hash: Uint8Array }[] =
      level === 0
        ? await db('ledger_entries')
            .where('leaf_index', '>=', start)
            .where('leaf_index', '<', end)
            .orderBy('leaf_index')
            .select('hash')
        : await db('ledger_nodes')
            .where({ level })
            .where('node_index', '>=', start)
            .where('node_index', '<', end)
            .orderBy('node_index')
            .select('hash');
    return rows.length === width ? encodeTile(rows.map(({ hash }) => hash)) : undefined;
  };

  return {
    async sealOf(entryId) {
      if (!/^[0-9]{1,18}$/.test(entryId)) {
        return undefined;
      }
      const row = await db('ledger_entries').where({ id: entryId }).first('leaf_index');
      if (!row || row.leaf_index === null) {
        return undefined;
      }
      const index = Number(row.leaf_index);
      const checkpoint = await db('checkpoints')
        .where('size', '>', index)
        .orderBy('size')
        .first('size', 'signed_at');
      return (
        checkpoint && {
          index,
          checkpointSize: Number(checkpoint.size),
          signedAt: checkpoint.signed_at,
        }
      );
    },

    async ledgerStatus() {
      const { size } = await head();
      const checkpoint = await latest();
      const sealed = checkpoint?.size ?? 0;
      const unplaced = await db('ledger_entries')
        .whereNull('leaf_index')
        .first(db.raw('count(*) as count, min(at) as oldest'));
      const unsigned = await db('ledger_entries')
        .where('leaf_index', '>=', sealed)
        .first(db.raw('min(at) as oldest'));
      const oldest = [unplaced.oldest, unsigned.oldest].filter(at => at !== null).sort()[0];
      const age = oldest ? Date.parse(await executor.now()) - Date.parse(oldest) : 0;
      return {
        size,
        ...(checkpoint && {
          checkpoint: { size: checkpoint.size, signedAt: checkpoint.signedAt },
        }),
        unsealed: Number(unplaced.count) + size - sealed,
        behindSeconds: Math.max(0, age / 1000),
      };
    },

    ledgerHead: head,
    latestCheckpoint: latest,

    async ledgerLeaves(start, limit) {
      const rows = await db('ledger_entries')
        .where('leaf_index', '>=', start)
        .orderBy('leaf_index')
        .limit(boundLimit(limit, 1000, 1000))
        .select('id', 'leaf_index', 'bytes', 'hash');
      return rows.map(({ id, leaf_index: index, ...bytes }) => ({
        entryId: String(id),
        index: Number(index),
        ...fromRow<Pick<LedgerLeaf, 'bytes' | 'hash'>>(bytes),
      }));
    },

    async ledgerNodes(nodes) {
      const { size } = await head();
      try {
        return [...(await readNodesFromTiles(size, t => tile(t.level, t.index, t.width))(nodes))];
      } catch (cause) {
        throw new StoreFault('not_found', `The ledger of ${size} leaves lacks a node`, { cause });
      }
    },

    ledgerTile: tile,
  };
}

export function ledgerEntryWrites({ db }: Executor): Pick<StoreWrites, 'appendEntry'> {
  return {
    async appendEntry(entry) {
      const bytes = Buffer.from(canonicalJson(entry as unknown as JsonValue), 'utf8');
      const [row] = await db('ledger_entries')
        .insert({ at: entry.at, bytes, hash: Buffer.from(leafHash(bytes)) })
        .returning('id');
      return String(row.id);
    },
  };
}

/** Names the sequencer's lock; any number that nobody else in this database uses. */
const SEQUENCER_LOCK = 7_205_759_404;

/** Runs inside one transaction. */
export async function sequence(
  executor: Executor,
  limit: number,
): ReturnType<LedgerWrites['sequence']> {
  const { db, dialect } = executor;
  if (dialect === 'postgres') {
    const { rows } = await db.raw('select pg_try_advisory_xact_lock(?) as held', [SEQUENCER_LOCK]);
    if (!rows[0].held) {
      return undefined;
    }
  }
  const reads = ledgerReads(executor);
  const before = await reads.ledgerHead();
  // Never `id > last`: ids are given out before the commit, so a lower one can appear later.
  const waiting: { id: string | number; hash: Uint8Array }[] = await db('ledger_entries')
    .whereNull('leaf_index')
    .orderBy('id')
    .limit(limit)
    .select('id', 'hash');
  if (waiting.length === 0) {
    return { head: before, placed: 0 };
  }

  const tree = await CompactRange.load(before.size, reads.ledgerNodes);
  if (!equalBytes(tree.root(), before.root)) {
    throw new StoreFault(
      'ledger_conflict',
      `The stored root of ${before.size} leaves does not follow from the stored hashes; the ledger was changed`,
    );
  }
  const completed: { level: number; node_index: number; hash: Buffer }[] = [];
  for (const { hash } of waiting) {
    tree.append(new Uint8Array(hash), (node, nodeHash) => {
      if (node.level > 0 && node.level % 8 === 0) {
        completed.push({
          level: node.level / 8,
          node_index: node.index,
          hash: Buffer.from(nodeHash),
        });
      }
    });
  }
  await place(
    executor,
    waiting.map(({ id }) => id),
    before.size,
  );
  if (completed.length > 0) {
    await db('ledger_nodes').insert(completed);
  }
  const head = { size: tree.size, root: tree.root() };
  await moveHead(executor, before, head);
  return { head, placed: waiting.length };
}

async function place({ db, dialect }: Executor, ids: (string | number)[], first: number) {
  let placed = 0;
  if (dialect === 'postgres') {
    // The driver turns one array into one parameter; knex's types do not know that.
    const { rowCount } = await db.raw(
      `update ledger_entries as e set leaf_index = ? + v.position - 1
         from unnest(?::bigint[]) with ordinality as v (id, position)
        where e.id = v.id and e.leaf_index is null`,
      [first, ids.map(String)],
    );
    placed = rowCount;
  } else {
    for (const [at, id] of ids.entries()) {
      placed += await db('ledger_entries')
        .where({ id })
        .whereNull('leaf_index')
        .update({ leaf_index: first + at });
    }
  }
  if (placed !== ids.length) {
    throw new StoreFault('ledger_conflict', 'Somebody else gave these entries their place');
  }
}

async function moveHead({ db }: Executor, before: LedgerHead, head: LedgerHead) {
  const row = { size: head.size, root: Buffer.from(head.root) };
  const moved =
    before.size === 0
      ? (
          await db('ledger_head')
            .insert({ id: 1, ...row })
            .onConflict('id')
            .ignore()
            .returning('id')
        ).length
      : await db('ledger_head').where({ id: 1, size: before.size }).update(row);
  if (moved !== 1) {
    throw new StoreFault('ledger_conflict', 'Somebody else moved the head of the ledger');
  }
}

export async function addCheckpoint(executor: Executor, checkpoint: CheckpointRecord) {
  const { db } = executor;
  const { size } = await ledgerReads(executor).ledgerHead();
  if (checkpoint.size > size) {
    throw new StoreFault(
      'ledger_conflict',
      `A checkpoint of ${checkpoint.size} leaves is beyond the ledger's ${size}`,
    );
  }
  await db('checkpoints')
    .insert({
      size: checkpoint.size,
      root: Buffer.from(checkpoint.root),
      note: checkpoint.note,
      signed_at: checkpoint.signedAt,
    })
    .onConflict('size')
    .ignore();
  const kept = (await checkpointOf(executor, checkpoint.size))!;
  if (!equalBytes(kept.root, checkpoint.root)) {
    throw new StoreFault(
      'ledger_conflict',
      `Another root was signed for ${checkpoint.size} leaves; the ledger was changed`,
    );
  }
}

export async function checkpointOf({ db }: Executor, size: number) {
  const row = await db('checkpoints').where({ size }).first();
  return row && readCheckpoint(row);
}

function readCheckpoint(row: Record<string, unknown>): CheckpointRecord {
  return fromRow<CheckpointRecord>(row, { numbers: ['size'] });
}
