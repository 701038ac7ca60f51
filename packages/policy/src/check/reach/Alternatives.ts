import type { ReachScope, Term } from './ReachScope';
import { intersect, isEmpty, share, unite, type ValueSet } from './ValueSet';

/** What terms must be, all at once; a term that is not in it may be anything. */
export type Box = ReadonlyMap<Term, ValueSet>;

/**
 * Boxes of which one must hold. They hold *whenever* the condition they stand for does, and maybe
 * more often: where an exact answer would take too much they say less, never more. No boxes: never.
 */
export type Alternatives = readonly Box[];

export const NEVER: Alternatives = [];
export const ALWAYS: Alternatives = [new Map()];

/** Most boxes that are followed up; beyond, constraints are left out. */
const MAX_BOXES = 256;

/** What holds when each of the parts does. */
export function allOf(scope: ReachScope, parts: readonly Alternatives[]): Alternatives {
  let single: Box | undefined = new Map();
  let open = parts;
  do {
    if (open.some(part => part.length === 0)) {
      return NEVER;
    }
    const settled = open.flatMap(part => (part.length === 1 ? part : []));
    single = meet(scope, [single, ...settled]);
    if (!single) {
      return NEVER;
    }
    // What is certain leaves fewer alternatives of the rest, of which some become certain by it.
    const known = single;
    open = open
      .filter(part => part.length > 1)
      .map(part => (settled.length ? part.filter(box => overlaps(scope, known, box)) : part));
  } while (open.some(part => part.length <= 1));
  let result: Alternatives = [single];
  for (const part of [...open].sort((a, b) => a.length - b.length)) {
    const both = product(scope, result, part);
    if (!both) {
      break;
    }
    result = both;
  }
  return result;
}

/** What holds when any of the parts does. */
export function anyOf(scope: ReachScope, parts: readonly Alternatives[]): Alternatives {
  const result: Box[] = [];
  for (const box of parts.flat()) {
    if (box.size === 0 || result.length > MAX_BOXES || !scope.spend(box.size)) {
      return ALWAYS;
    }
    const last = result.at(-1);
    const merged = last && join(last, box);
    if (merged) {
      result[result.length - 1] = merged;
    } else {
      result.push(box);
    }
  }
  return result;
}

/** A box that is narrowed step by step, and widened again. */
export class Trail {
  private readonly sets: Map<Term, ValueSet>;
  private readonly changes: [Term, ValueSet | undefined][] = [];

  constructor(
    private readonly scope: ReachScope,
    box: Box,
  ) {
    this.sets = new Map(box);
  }

  /** How far it has come, for {@link undo}. */
  get mark(): number {
    return this.changes.length;
  }

  /** Adds what another box asks; `false` when nothing is left then, and it may be half done. */
  add(box: Box): boolean {
    this.scope.spend(box.size);
    for (const [term, set] of box) {
      const known = this.sets.get(term);
      const both = known ? intersect(known, set) : set;
      if (isEmpty(both)) {
        return false;
      }
      if (both !== known) {
        this.changes.push([term, known]);
        this.sets.set(term, both);
      }
    }
    return true;
  }

  undo(mark: number): void {
    while (this.changes.length > mark) {
      const [term, known] = this.changes.pop()!;
      if (known) {
        this.sets.set(term, known);
      } else {
        this.sets.delete(term);
      }
    }
  }
}

/** Every pair of boxes; `undefined` when there are too many. */
function product(scope: ReachScope, a: Alternatives, b: Alternatives): Alternatives | undefined {
  const result: Box[] = [];
  for (const one of a) {
    for (const other of b) {
      if (result.length >= MAX_BOXES || !scope.spend(one.size + other.size)) {
        return undefined;
      }
      const both = meetTwo(one, other);
      if (both) {
        result.push(both);
      }
    }
  }
  return result;
}

/** Whether two boxes share anything. Costs one look-up for each term of the smaller one. */
export function overlaps(scope: ReachScope, a: Box, b: Box): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (!scope.spend(small.size)) {
    return true;
  }
  for (const [term, set] of small) {
    const other = large.get(term);
    if (other && !share(set, other)) {
      return false;
    }
  }
  return true;
}

function meetTwo(a: Box, b: Box): Box | undefined {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  const result = new Map(large);
  return tighten(result, small) ? result : undefined;
}

/** All boxes in one; `undefined` when nothing is in all of them. */
function meet(scope: ReachScope, all: readonly Box[]): Box | undefined {
  const boxes = all.filter(box => box.size > 0);
  if (boxes.length === 1) {
    return boxes[0];
  }
  const result = new Map<Term, ValueSet>();
  for (const box of boxes) {
    if (!scope.spend(box.size)) {
      break;
    }
    if (!tighten(result, box)) {
      return undefined;
    }
  }
  return result;
}

function tighten(result: Map<Term, ValueSet>, box: Box): boolean {
  for (const [term, set] of box) {
    const known = result.get(term);
    if (known === set) {
      continue;
    }
    const both = known ? intersect(known, set) : set;
    if (isEmpty(both)) {
      return false;
    }
    result.set(term, both);
  }
  return true;
}

/** One box for two that differ in one term, as for `x == 1 || x == 2`. */
function join(a: Box, b: Box): Box | undefined {
  if (a.size !== b.size) {
    return undefined;
  }
  let differing: Term | undefined;
  for (const [term, set] of a) {
    const other = b.get(term);
    if (!other || (other !== set && differing)) {
      return undefined;
    }
    if (other !== set) {
      differing = term;
    }
  }
  if (!differing) {
    return a;
  }
  const both = unite(a.get(differing)!, b.get(differing)!);
  return both && new Map(a).set(differing, both);
}
