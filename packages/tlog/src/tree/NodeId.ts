/**
 * A complete subtree: level 0 are the leaves, and the node `index` of level n spans the 2^n leaves
 * from `index * 2^n`. Indexes are safe integers, so trees end at 2^53 - 1 leaves.
 */
export interface NodeId {
  level: number;
  index: number;
}

/** Reads the hashes of complete subtrees, in the order asked. */
export type ReadNodes = (nodes: readonly NodeId[]) => Promise<readonly Uint8Array[]>;

/**
 * The largest complete subtrees that make up the leaves from `start` to `end` (not included), left
 * to right. `start` must be a multiple of the largest power of two that is smaller than the span,
 * as every range in a Merkle tree is.
 */
export function nodesOfRange(start: number, end: number): NodeId[] {
  const nodes: NodeId[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    let span = 1;
    while (at % (span * 2) === 0 && at + span * 2 <= end) {
      span *= 2;
      level++;
    }
    nodes.push({ level, index: at / span });
    at += span;
  }
  return nodes;
}

/** The largest power of two that is smaller than `size`; `size` is at least 2. RFC 6962's k. */
export function splitPoint(size: number): number {
  let k = 1;
  while (k * 2 < size) {
    k *= 2;
  }
  return k;
}
