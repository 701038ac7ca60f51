import { nodeHash } from './hashing';
import { nodesOfRange, splitPoint, type ReadNodes } from './NodeId';

/** Leaves from `start` to `end`, not included. */
type Range = readonly [start: number, end: number];

/**
 * The inclusion proof of a leaf in the tree of the given size. RFC 6962, section 2.1.1.
 *
 * Asks for at most about 2 log2(size) nodes, all at once.
 *
 * @throws RangeError unless `0 <= index < size`
 */
export async function proveInclusion(
  index: number,
  size: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  if (!isSize(size) || !isSize(index) || index >= size) {
    throw new RangeError(`There is no leaf ${index} in a tree of ${size}`);
  }
  return hashRanges(inclusionPath(index, [0, size]), readNodes);
}

/**
 * The proof that the tree of size `from` is the beginning of the tree of size `to`. RFC 6962,
 * section 2.1.2. Empty where both are the same.
 *
 * @throws RangeError unless `1 <= from <= to`
 */
export async function proveConsistency(
  from: number,
  to: number,
  readNodes: ReadNodes,
): Promise<Uint8Array[]> {
  if (!isSize(from) || !isSize(to) || from < 1 || from > to) {
    throw new RangeError(`A tree of ${from} leaves proves nothing about a tree of ${to}`);
  }
  return from === to ? [] : hashRanges(consistencyPath(from, [0, to], true), readNodes);
}

/** PATH(m, D[n]): the siblings on the way from the leaf up to the root. */
function inclusionPath(index: number, [start, end]: Range): Range[] {
  if (end - start === 1) {
    return [];
  }
  const middle = start + splitPoint(end - start);
  return index < middle
    ? [...inclusionPath(index, [start, middle]), [middle, end]]
    : [...inclusionPath(index, [middle, end]), [start, middle]];
}

/** SUBPROOF(m, D[n], b); `known` is b: whether the verifier has this subtree's hash already. */
function consistencyPath(from: number, [start, end]: Range, known: boolean): Range[] {
  if (from === end) {
    return known ? [] : [[start, end]];
  }
  const middle = start + splitPoint(end - start);
  return from <= middle
    ? [...consistencyPath(from, [start, middle], known), [middle, end]]
    : [...consistencyPath(from, [middle, end], false), [start, middle]];
}

async function hashRanges(ranges: readonly Range[], readNodes: ReadNodes): Promise<Uint8Array[]> {
  const parts = ranges.map(([start, end]) => nodesOfRange(start, end));
  const hashes = await readNodes(parts.flat());
  let at = 0;
  return parts.map(nodes => {
    const own = hashes.slice(at, (at += nodes.length));
    return own.reduceRight((right, left) => nodeHash(left, right));
  });
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
