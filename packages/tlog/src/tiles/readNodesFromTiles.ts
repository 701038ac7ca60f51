import { nodeHash } from '../tree/hashing';
import type { NodeId, ReadNodes } from '../tree/NodeId';
import { decodeTile } from './tileBytes';
import { TILE_HEIGHT, TILE_WIDTH, type Tile } from './tilePath';

/** Fetches the bytes of a hash tile; `undefined` where there is none. */
export type ReadTile = (tile: Tile & { level: number }) => Promise<Uint8Array | undefined>;

/**
 * Reads tree nodes out of the tiles of a log of the given size, fetching each tile once. Nothing
 * is trusted here: the caller verifies the proof, or the root, that it makes of them.
 *
 * @throws RangeError for a node beyond the size
 * @throws Error when a tile is missing or too short
 */
export function readNodesFromTiles(size: number, readTile: ReadTile): ReadNodes {
  return async nodes => {
    const fetched = new Map<string, Promise<Uint8Array[]>>();
    const hashesOf = (tile: Tile & { level: number }) => {
      const key = `${tile.level}/${tile.index}`;
      if (!fetched.has(key)) {
        fetched.set(key, fetchTile(tile, readTile));
      }
      return fetched.get(key)!;
    };
    return Promise.all(
      nodes.map(async node => {
        const { tile, first, count } = place(node, size);
        return complete((await hashesOf(tile)).slice(first, first + count));
      }),
    );
  };
}

async function fetchTile(tile: Tile & { level: number }, readTile: ReadTile) {
  const bytes = await readTile(tile);
  const hashes = bytes && decodeTile(bytes);
  if (!hashes || hashes.length < tile.width) {
    throw new Error(
      `Tile ${tile.index} of level ${tile.level} is missing or has fewer than ${tile.width} hashes`,
    );
  }
  return hashes;
}

/** The tile that holds a node's hash, or the hashes below from which it follows. */
function place({ level, index }: NodeId, size: number) {
  if ((index + 1) * 2 ** level > size) {
    throw new RangeError(`A tree of ${size} has no complete node ${index} at level ${level}`);
  }
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level % TILE_HEIGHT);
  const tileIndex = Math.floor((index * count) / TILE_WIDTH);
  const hashesInLevel = Math.floor(size / TILE_WIDTH ** tileLevel);
  return {
    tile: {
      level: tileLevel,
      index: tileIndex,
      width: Math.min(TILE_WIDTH, hashesInLevel - tileIndex * TILE_WIDTH),
    },
    first: (index * count) % TILE_WIDTH,
    count,
  };
}

/** The root of a complete subtree of 1, 2, 4, … hashes. */
function complete(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    row = Array.from({ length: row.length / 2 }, (_, at) =>
      nodeHash(row[2 * at]!, row[2 * at + 1]!),
    );
  }
  return row[0]!;
}
