import type { ExpressionNode } from './ExpressionNode';

/** The nodes right below a node, in the order of the text. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [node.of];
    case 'index':
      return [node.of, node.index];
    case 'call':
      return node.target ? [node.target, ...node.values] : node.values;
    case 'has':
      return [node.member];
    case 'loop':
      return [node.over, ...node.body];
    case 'operator':
      return node.operands;
    case 'list':
      return node.items;
    case 'map':
      return node.entries.flat();
  }
}

/**
 * Visits a node and everything below it, each node before what is below it.
 *
 * @param visit - Gets the node and those around it, the outermost first. Answers `false` to leave
 * out what is below.
 */
export function walkExpression(
  node: ExpressionNode,
  visit: (node: ExpressionNode, around: readonly ExpressionNode[]) => boolean | void,
  around: readonly ExpressionNode[] = [],
): void {
  if (visit(node, around) !== false) {
    const inner = [...around, node];
    childrenOf(node).forEach(child => walkExpression(child, visit, inner));
  }
}
