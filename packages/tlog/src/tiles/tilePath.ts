/** Hashes in a full tile, and entries in a full bundle. */
export const TILE_WIDTH = 256;

/** Tree levels that one tile spans: a node of tile level l is one of tree level 8 l. */
export const TILE_HEIGHT = 8;

/** A tile of a C2SP tiled log. */
export interface Tile {
  /** 0 to 63, or `entries` for the bundle beside a tile of level 0. */
  level: number | 'entries';
  /** Which one of its level, from 0. */
  index: number;
  /** 1 to 256; less than 256 is a partial tile. */
  width: number;
}

/** The path of a tile below the log's prefix, such as `tile/0/x001/x234/067.p/5`. C2SP tlog-tiles. */
export function tilePath({ level, index, width }: Tile): string {
  const suffix = width === TILE_WIDTH ? '' : `.p/${width}`;
  return `tile/${level}/${indexPath(index)}${suffix}`;
}

/**
 * Reads a tile's path. There is one spelling for each tile.
 *
 * @returns `undefined` for what {@link tilePath} would never print
 */
export function parseTilePath(path: string): Tile | undefined {
  const match =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path);
  if (!match) {
    return undefined;
  }
  const tile: Tile = {
    level: match[1] === 'entries' ? 'entries' : Number(match[1]),
    index: Number(match[2]!.replace(/[x/]/g, '')),
    width: match[3] === undefined ? TILE_WIDTH : Number(match[3]),
  };
  const isValid =
    (tile.level === 'entries' || tile.level <= 63) &&
    Number.isSafeInteger(tile.index) &&
    tile.width >= 1 &&
    tilePath(tile) === path;
  return isValid ? tile : undefined;
}

/**
 * Every tile of a tree of this size at one level: the full ones, then the partial one, if any. The
 * partial one has `floor(size / 256^level) mod 256` hashes.
 */
export function tilesOfLevel(level: number, size: number): Tile[] {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Array.from({ length: Math.ceil(hashes / TILE_WIDTH) }, (_, index) => ({
    level,
    index,
    width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH),
  }));
}

function indexPath(index: number): string {
  let path = String(index % 1000).padStart(3, '0');
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
  }
  return path;
}
