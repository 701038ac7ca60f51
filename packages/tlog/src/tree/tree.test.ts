import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { CompactRange } from './CompactRange';
import { leafHash } from './hashing';
import type { ReadNodes } from './NodeId';
import { proveConsistency, proveInclusion } from './proofs';
import { mth, path, proof } from '../testing/rfc6962';
import { verifyConsistency, verifyInclusion } from './verify';

/** Past a power of two on both sides, so that each shape of right edge occurs. */
const SIZE = 70;
const entries = Array.from({ length: SIZE }, (_, at) => utf8ToBytes(`entry ${at}`));

/** Comparing text is a hundred times quicker than Jest's comparison of byte arrays. */
const hex = (hashes: readonly Uint8Array[]) => hashes.map(bytesToHex).join('\n');

const nodes = new Map<string, Uint8Array>();
const roots = [mth([])];
const range = CompactRange.empty();
for (const entry of entries) {
  range.append(leafHash(entry), (node, hash) => nodes.set(`${node.level}/${node.index}`, hash));
  roots.push(range.root());
}

const readNodes: ReadNodes = async asked =>
  asked.map(({ level, index }) => {
    const hash = nodes.get(`${level}/${index}`);
    if (!hash) {
      throw new Error(`Node ${index} of level ${level} was never completed`);
    }
    return hash;
  });

describe('the fast tree agrees with the RFC as recursion', () => {
  it('on every root', () => {
    const expected = Array.from({ length: SIZE + 1 }, (_, size) => mth(entries.slice(0, size)));
    expect(hex(roots)).toBe(hex(expected));
  });

  it('on every inclusion proof, which verifies', async () => {
    for (let size = 1; size <= SIZE; size += 3) {
      for (let index = 0; index < size; index++) {
        const given = await proveInclusion(index, size, readNodes);
        expect(hex(given)).toBe(hex(path(index, entries.slice(0, size))));
        const claim = { index, size, leafHash: leafHash(entries[index]!), root: roots[size]! };
        expect(verifyInclusion({ ...claim, proof: given })).toBe(true);
      }
    }
  });

  it('on every consistency proof, which verifies', async () => {
    for (let to = 1; to <= SIZE; to += 3) {
      for (let from = 1; from <= to; from++) {
        const given = await proveConsistency(from, to, readNodes);
        expect(hex(given)).toBe(hex(proof(from, entries.slice(0, to))));
        const claim = { size1: from, size2: to, root1: roots[from]!, root2: roots[to]! };
        expect(verifyConsistency({ ...claim, proof: given })).toBe(true);
      }
    }
  });
});

describe('CompactRange', () => {
  it('is taken up from stored nodes and goes on as if it had never stopped', async () => {
    for (let size = 0; size < SIZE; size++) {
      const loaded = await CompactRange.load(size, readNodes);
      expect(loaded.root()).toEqual(roots[size]);
      loaded.append(leafHash(entries[size]!));
      expect(loaded.root()).toEqual(roots[size + 1]);
      expect(loaded.size).toBe(size + 1);
    }
  });
});

describe('a proof with one byte changed', () => {
  const flip = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 7 ? byte ^ 1 : byte));

  it('does not verify, wherever the byte is', async () => {
    const inclusion = await proveInclusion(37, SIZE, readNodes);
    const claim = { index: 37, size: SIZE, leafHash: leafHash(entries[37]!), root: range.root() };
    expect(verifyInclusion({ ...claim, proof: inclusion })).toBe(true);
    inclusion.forEach((_, at) => {
      const forged = inclusion.map((hash, place) => (place === at ? flip(hash) : hash));
      expect(verifyInclusion({ ...claim, proof: forged })).toBe(false);
    });

    const consistency = await proveConsistency(37, SIZE, readNodes);
    const heads = { size1: 37, size2: SIZE, root1: roots[37]!, root2: range.root() };
    expect(verifyConsistency({ ...heads, proof: consistency })).toBe(true);
    consistency.forEach((_, at) => {
      const forged = consistency.map((hash, place) => (place === at ? flip(hash) : hash));
      expect(verifyConsistency({ ...heads, proof: forged })).toBe(false);
    });
  });
});

describe('what cannot be proved', () => {
  it.each([
    ['a leaf beyond the tree', () => proveInclusion(5, 5, readNodes)],
    ['a leaf with a fraction', () => proveInclusion(0.5, 5, readNodes)],
    ['an empty beginning', () => proveConsistency(0, 5, readNodes)],
    ['a tree that shrank', () => proveConsistency(6, 5, readNodes)],
  ])('%s is refused', async (_, prove) => {
    await expect(prove()).rejects.toThrow(RangeError);
  });

  it('never makes the verifier throw or loop', () => {
    const hash = roots[1]!;
    expect(verifyInclusion({ index: -1, size: 1, leafHash: hash, root: hash, proof: [] })).toBe(
      false,
    );
    expect(
      verifyInclusion({ index: 0, size: 2 ** 60, leafHash: hash, root: hash, proof: [] }),
    ).toBe(false);
    expect(
      verifyConsistency({ size1: NaN, size2: 2, root1: hash, root2: hash, proof: [hash] }),
    ).toBe(false);
  });
});
