import type { Topology } from '@countersign/model';

/** One reached node of a walk. */
export interface Reached {
  node: number;
  /** Steps from the start, at least 1. */
  depth: number;
  /** Position in the walk of the node it was reached from; -1 when that is the start. */
  via: number;
}

/**
 * The dependencies turned round: from a thing to the things that need it.
 *
 * Nodes are numbered in the order of their references, so that comparing numbers compares
 * references, and the order in which a catalog lists its entities cannot change an answer.
 */
export class DependentGraph {
  readonly refs: readonly string[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly dependents: readonly (readonly number[])[];
  private readonly dependencies: Uint32Array;

  constructor(topology: Pick<Topology, 'entities' | 'edges'>) {
    const refs = new Set(topology.entities.map(entity => entity.ref));
    // A dependency may name what the catalog does not hold; the harm would get there all the same.
    for (const { from, to } of topology.edges) {
      refs.add(from);
      refs.add(to);
    }
    this.refs = [...refs].sort();
    this.numbers = new Map(this.refs.map((ref, number) => [ref, number]));
    const dependents = this.refs.map(() => new Set<number>());
    this.dependencies = new Uint32Array(this.refs.length);
    for (const { from, to } of topology.edges) {
      if (from !== to) {
        dependents[this.numbers.get(to)!]!.add(this.numbers.get(from)!);
        this.dependencies[this.numbers.get(from)!]!++;
      }
    }
    this.dependents = dependents.map(set => [...set].sort((a, b) => a - b));
  }

  numberOf(ref: string): number | undefined {
    return this.numbers.get(ref);
  }

  /** Direct dependents of a node, by reference. */
  dependentsOf(node: number): readonly number[] {
    return this.dependents[node]!;
  }

  /** Whether a node needs anything or is needed by anything. */
  isConnected(node: number): boolean {
    return this.dependents[node]!.length > 0 || this.dependencies[node]! > 0;
  }

  /**
   * Everything that needs `start`, directly or not, nearest first and then by reference. Breadth
   * first, so each depth is that of a shortest path; each node once, so a cycle ends.
   */
  walk(start: number, maxDepth = Infinity): Reached[] {
    const seen = new Set([start]);
    const reached: Reached[] = [];
    let frontier: Reached[] = [{ node: start, depth: 0, via: -1 }];
    let firstOfFrontier = -1;
    while (frontier.length > 0 && frontier[0]!.depth < maxDepth) {
      const next: Reached[] = [];
      frontier.forEach((from, offset) => {
        for (const node of this.dependents[from.node]!) {
          if (!seen.has(node)) {
            seen.add(node);
            next.push({ node, depth: from.depth + 1, via: firstOfFrontier + offset });
          }
        }
      });
      next.sort((a, b) => a.node - b.node);
      firstOfFrontier = reached.length;
      // Not push(...next): a fan-out of a hundred thousand would overflow the stack.
      for (const found of next) {
        reached.push(found);
      }
      frontier = next;
    }
    return reached;
  }

  /** References from the start of a walk to its `position`-th node, both included. */
  path(start: number, reached: readonly Reached[], position: number): string[] {
    const path: string[] = [];
    for (let at = position; at >= 0; at = reached[at]!.via) {
      path.push(this.refs[reached[at]!.node]!);
    }
    path.push(this.refs[start]!);
    return path.reverse();
  }
}
