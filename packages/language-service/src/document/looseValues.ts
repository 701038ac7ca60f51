import { ScalarText, type LooseEntry, type LooseNode, type Path } from '@countersign/policy';

/** A member's entry; of equal names the last, as in the value. */
export function entryOf(node: LooseNode | undefined, name: PropertyKey): LooseEntry | undefined {
  if (node?.kind === 'list') {
    return node.entries[Number(name)];
  }
  return node?.kind === 'map' ? node.entries.findLast(entry => entry.key === name) : undefined;
}

/** The entry at a path below a node. */
export function entryAt(root: LooseNode, path: Path): LooseEntry | undefined {
  let entry: LooseEntry | undefined;
  let node: LooseNode | undefined = root;
  for (const step of path) {
    entry = entryOf(node, step);
    node = entry?.value;
  }
  return entry;
}

/** The value at a path below a node. */
export function nodeAt(root: LooseNode, path: Path): LooseNode | undefined {
  return path.length === 0 ? root : entryAt(root, path)?.value;
}

/** The text of a scalar; `undefined` of anything else. */
export function textOf(text: string, node: LooseNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? ScalarText.read(text, node).value : undefined;
}

/** Names of a mapping's members. */
export function memberNames(node: LooseNode | undefined): string[] {
  return node?.kind === 'map' ? node.entries.map(entry => entry.key ?? '') : [];
}
