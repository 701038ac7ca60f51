import type { ExpressionNode } from './ExpressionNode';

/** `resource.owner` for a chain of plain accesses from a name, else `undefined`. */
export function accessPath(node: ExpressionNode): string | undefined {
  if (node.kind === 'name') {
    return node.name;
  }
  if (node.kind === 'member') {
    const of = accessPath(node.of);
    return of === undefined ? undefined : `${of}.${node.name}`;
  }
  return undefined;
}
