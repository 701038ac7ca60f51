import type { Span } from '@countersign/diagnostics';
import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { scalarSpans } from './scalarSpans';
import { spanOf } from './readYaml';

/** The way to a value: member names and positions in lists. */
export type Path = readonly PropertyKey[];

/** A policy's text with its syntax: asks for values and places by path, however broken the rest is. */
export class PolicyText {
  /** The document as plain values, for the schema. */
  readonly value: unknown;

  constructor(
    readonly text: string,
    readonly root: ParsedNode,
  ) {
    this.value = toValue(root);
  }

  /** The node of a value, or `undefined` where there is none. */
  node(path: Path): ParsedNode | undefined {
    let node: unknown = this.root;
    for (const step of path) {
      if (isMap(node)) {
        node = pairOf(node, step)?.value;
      } else if (isSeq(node) && typeof step === 'number') {
        node = node.items[step];
      } else {
        return undefined;
      }
    }
    return (node as ParsedNode | null) ?? undefined;
  }

  /** The place of a value; of what should hold it where there is none. */
  span(path: Path): Span {
    for (let length = path.length; length > 0; length--) {
      const node = this.node(path.slice(0, length));
      if (node?.range) {
        return length === path.length
          ? this.trimmed(spanOf(node))
          : this.headSpan(path.slice(0, length));
      }
    }
    return this.headSpan([]);
  }

  /** A mapping's or block text's own range reaches to the start of what follows. */
  private trimmed({ start, end }: Span): Span {
    let last = end;
    while (last > start && /\s/.test(this.text[last - 1]!)) last--;
    return { start, end: last };
  }

  /** The place of a member's name; of its value where it has none. */
  keySpan(path: Path): Span {
    const parent = this.node(path.slice(0, -1));
    const pair = isMap(parent) ? pairOf(parent, path.at(-1)!) : undefined;
    return pair ? spanOf(pair.key as ParsedNode) : this.span(path);
  }

  /** Where to point for something that is missing inside a value: its name, else its first line. */
  headSpan(path: Path): Span {
    const parent = this.node(path.slice(0, -1));
    if (path.length > 0 && isMap(parent)) {
      return this.keySpan(path);
    }
    const { start, end } = spanOf(this.node(path));
    const lineEnd = this.text.slice(start, end).search(/[\r\n]/);
    return { start, end: lineEnd < 0 ? end : start + lineEnd };
  }

  /** The plain value at a path. */
  valueAt(path: Path): unknown {
    return toValue(this.node(path));
  }

  /** The text of a member, if it is one. */
  string(path: Path): string | undefined {
    const node = this.node(path);
    return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
  }

  /** Number of entries of a list; 0 for what is no list. */
  count(path: Path): number {
    const node = this.node(path);
    return isSeq(node) ? node.items.length : 0;
  }

  /** Names of a mapping's members; none for what is no mapping. */
  names(path: Path): string[] {
    const node = this.node(path);
    return isMap(node) ? node.items.map(pair => keyOf(pair as Pair)) : [];
  }

  /** The place of a piece of a text's value, through quotes, escapes and folding. */
  innerSpan(path: Path, start: number, end: number): Span {
    const node = this.node(path);
    const spans = isScalar(node) ? scalarSpans(this.text, node as Scalar.Parsed) : undefined;
    return spans?.(start, end) ?? this.span(path);
  }
}

/** Members by name, made once for each mapping: a text may have tens of thousands of them. */
const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

function pairOf(map: YAMLMap, name: PropertyKey): Pair | undefined {
  let index = pairs.get(map);
  if (!index) {
    // Of equal keys the last counts, as in the value.
    index = new Map(map.items.map(pair => [keyOf(pair), pair]));
    pairs.set(map, index);
  }
  return index.get(String(name));
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function toValue(node: unknown): unknown {
  if (isMap(node)) {
    const members: Record<string, unknown> = {};
    for (const pair of node.items) {
      // Plain assignment to `__proto__` would set the prototype and lose the member.
      Object.defineProperty(members, keyOf(pair), {
        value: toValue(pair.value),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return members;
  }
  if (isSeq(node)) {
    return node.items.map(toValue);
  }
  return isScalar(node) ? node.value : node === undefined ? undefined : null;
}
