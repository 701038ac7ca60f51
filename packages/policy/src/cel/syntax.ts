import type { ASTNode } from '@marcbachmann/cel-js';

/** Macros that bind their first argument as a variable in the others. */
const COMPREHENSIONS = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** The name that a comprehension or `cel.bind` gives to its variable, or `undefined`. */
export function boundName(node: ASTNode): string | undefined {
  if (node.op !== 'rcall') {
    return undefined;
  }
  const [name, receiver, values] = node.args as [string, ASTNode, ASTNode[]];
  const binds =
    (COMPREHENSIONS.has(name) && values.length >= 2) ||
    (name === 'bind' && values.length === 3 && receiver.op === 'id' && receiver.args === 'cel');
  const variable = values[0];
  return binds && variable?.op === 'id' ? (variable.args as string) : undefined;
}

/** The nodes right below a node, in the order of the text. */
export function children(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args as ASTNode[];
  }
}

/** `resource.owner` for a chain of plain accesses from a name, else `undefined`. */
export function accessPath(node: ASTNode): string | undefined {
  if (node.op === 'id') {
    return node.args;
  }
  if (node.op === '.') {
    const left = accessPath(node.args[0]);
    return left === undefined ? undefined : `${left}.${node.args[1]}`;
  }
  return undefined;
}

/** The text of a string literal, else `undefined`. */
export function literalText(node: ASTNode | undefined): string | undefined {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined;
}
