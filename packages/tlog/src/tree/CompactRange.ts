import { emptyRoot, nodeHash } from './hashing';
import { nodesOfRange, type NodeId, type ReadNodes } from './NodeId';

/**
 * The right edge of a tree: all that is needed to append to it and to tell its root. It holds one
 * hash for each bit that is set in the size, at most 53.
 *
 * Appending n leaves costs about n hashes in all; the root costs one for each bit.
 */
export class CompactRange {
  private constructor(
    private leaves: number,
    /** Complete subtrees from left to right, each larger than the next. */
    private readonly edge: { level: number; hash: Uint8Array }[],
  ) {}

  /** A tree without leaves. */
  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /** Takes up a tree of this size from its stored nodes. */
  static async load(size: number, readNodes: ReadNodes): Promise<CompactRange> {
    const nodes = nodesOfRange(0, size);
    const hashes = nodes.length > 0 ? await readNodes(nodes) : [];
    return new CompactRange(
      size,
      nodes.map(({ level }, at) => ({ level, hash: hashes[at]! })),
    );
  }

  /** Number of leaves. */
  get size(): number {
    return this.leaves;
  }

  /**
   * Adds one leaf by its hash.
   *
   * @param onNode is told of every subtree that this leaf completes, the leaf itself first
   */
  append(hash: Uint8Array, onNode?: (node: NodeId, hash: Uint8Array) => void): void {
    let node = { level: 0, hash };
    let index = this.leaves;
    onNode?.({ level: 0, index }, hash);
    while (this.edge.at(-1)?.level === node.level) {
      const left = this.edge.pop()!;
      node = { level: node.level + 1, hash: nodeHash(left.hash, node.hash) };
      index = Math.floor(index / 2);
      onNode?.({ level: node.level, index }, node.hash);
    }
    this.edge.push(node);
    this.leaves++;
  }

  /** The RFC 6962 root. */
  root(): Uint8Array {
    const smallestFirst = this.edge.map(({ hash }) => hash).reverse();
    return smallestFirst.length === 0
      ? emptyRoot()
      : smallestFirst.reduce((right, left) => nodeHash(left, right));
  }
}
