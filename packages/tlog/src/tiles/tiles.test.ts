import { utf8ToBytes } from '@noble/hashes/utils.js';
import { CompactRange } from '../tree/CompactRange';
import { leafHash } from '../tree/hashing';
import { proveConsistency, proveInclusion } from '../tree/proofs';
import { verifyConsistency, verifyInclusion } from '../tree/verify';
import { readNodesFromTiles } from './readNodesFromTiles';
import { decodeEntryBundle, decodeTile, encodeEntryBundle, encodeTile } from './tileBytes';
import { parseTilePath, tilePath, tilesOfLevel, type Tile } from './tilePath';

describe('tile paths', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 2, index: 0, width: 1 }, 'tile/2/000.p/1'],
    [{ level: 'entries', index: 1000, width: 112 }, 'tile/entries/x001/000.p/112'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/0',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000/',
    'tile/data/000',
    '../tile/0/000',
    'tile/0/x009/x999/x999/x999/x999/999',
  ])('%s is none', path => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('cover a tree of 70,000 as the specification says', () => {
    const widths = [0, 1, 2, 3].map(level => tilesOfLevel(level, 70_000).map(({ width }) => width));
    expect(widths[0]).toHaveLength(274);
    expect(widths[0]!.at(-1)).toBe(112);
    expect(widths.slice(1)).toEqual([[256, 17], [1], []]);
    expect(tilesOfLevel(1, 256)).toEqual([{ level: 1, index: 0, width: 1 }]);
  });
});

describe('tile bytes', () => {
  const hashes = [1, 2, 3].map(byte => new Uint8Array(32).fill(byte));

  it('are the hashes one after the other', () => {
    expect(encodeTile(hashes)).toHaveLength(96);
    expect(decodeTile(encodeTile(hashes))).toEqual(hashes);
  });

  it.each([0, 31, 33, 257 * 32])('%i of them are no tile', length => {
    expect(decodeTile(new Uint8Array(length))).toBeUndefined();
  });

  it('of an entry bundle carry each length in two bytes', () => {
    const entries = ['', 'a', 'x'.repeat(300)].map(utf8ToBytes);
    const bytes = encodeEntryBundle(entries);
    expect([...bytes.slice(0, 7)]).toEqual([0, 0, 0, 1, 97, 1, 44]);
    expect(decodeEntryBundle(bytes)).toEqual(entries);
    expect(decodeEntryBundle(bytes.slice(0, -1))).toBeUndefined();
    expect(decodeEntryBundle(Uint8Array.of(0))).toBeUndefined();
    expect(() => encodeEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});

describe('proofs made from tiles', () => {
  const SIZE = 66_000;
  const nodes = new Map<string, Uint8Array>();
  const range = CompactRange.empty();
  let earlier: Uint8Array;
  for (let at = 0; at < SIZE; at++) {
    range.append(leafHash(utf8ToBytes(String(at))), ({ level, index }, hash) =>
      level % 8 === 0 ? nodes.set(`${level / 8}/${index}`, hash) : undefined,
    );
    if (at + 1 === 1000) {
      earlier = range.root();
    }
  }
  const fetched: string[] = [];
  const readNodes = readNodesFromTiles(SIZE, async ({ level, index, width }) => {
    fetched.push(tilePath({ level, index, width }));
    return encodeTile(
      Array.from({ length: width }, (_, at) => nodes.get(`${level}/${index * 256 + at}`)!),
    );
  });

  it('verify, and fetch only a tile for each level and edge', async () => {
    const proof = await proveInclusion(65_535, SIZE, readNodes);
    const claim = { index: 65_535, size: SIZE, leafHash: leafHash(utf8ToBytes('65535')) };
    expect(verifyInclusion({ ...claim, root: range.root(), proof })).toBe(true);
    expect(fetched.sort()).toEqual([
      'tile/0/255',
      'tile/0/257.p/208',
      'tile/1/000',
      'tile/1/001.p/1',
    ]);
    expect(await CompactRange.load(SIZE, readNodes).then(loaded => loaded.root())).toEqual(
      range.root(),
    );
  });

  it('verify between two heads', async () => {
    const proof = await proveConsistency(1000, SIZE, readNodes);
    const heads = { size1: 1000, size2: SIZE, root1: earlier, root2: range.root() };
    expect(verifyConsistency({ ...heads, proof })).toBe(true);
  });

  it('fail plainly where a tile is missing', async () => {
    const nothing = readNodesFromTiles(SIZE, async () => undefined);
    await expect(proveInclusion(5, SIZE, nothing)).rejects.toThrow(/missing/);
    await expect(readNodes([{ level: 0, index: SIZE }])).rejects.toThrow(RangeError);
  });
});
