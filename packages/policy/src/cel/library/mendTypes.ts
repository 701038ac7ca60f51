import type { ASTNode } from '@marcbachmann/cel-js';
import { libraryNode, type CheckNode, type LibraryType } from './LibraryNode';

/** Puts a type check of ours in the place of the library's where that one finds another type than CEL. */
export function mendTypes(root: ASTNode): void {
  const node = libraryNode(root);
  switch (root.op) {
    case 'list':
      if (root.args.length === 0) {
        node.setMeta('check', checker => checker.getType('list<dyn>'));
        node.setMeta('evaluate', () => []);
      }
      break;
    case 'map':
      if (root.args.length === 0) {
        node.setMeta('check', checker => checker.getType('map<dyn, dyn>'));
      }
      break;
    case '+':
      node.setMeta('check', sumType(root, node.meta.check));
      break;
    case '==':
    case '!=':
      node.setMeta('check', equalityType(root, node.meta.check));
      break;
    default:
  }
}

/**
 * A duration and a timestamp make a timestamp, where the library declares a duration; a list and one
 * of another type make a list of anything, where it declares the first one's type.
 */
function sumType(root: ASTNode, check: CheckNode): CheckNode {
  const [left, right] = root.args as [ASTNode, ASTNode];
  return (checker, node, context) => {
    const type = check(checker, node, context);
    const first = libraryNode(left).checkedType!;
    const second = libraryNode(right).checkedType!;
    if (first.name === 'google.protobuf.Duration' && second.name === 'google.protobuf.Timestamp') {
      return second;
    }
    return type.kind === 'list' && first !== second ? checker.getType('list<dyn>') : type;
  };
}

/** Numbers of different types can be equal; the library compares only what is of one type. */
function equalityType(root: ASTNode, check: CheckNode): CheckNode {
  const [left, right] = root.args as [ASTNode, ASTNode];
  return (checker, node, context) => {
    const one = checker.check(left, context);
    const other = checker.check(right, context);
    if (one !== other && one.kind === other.kind && isNumeric(one) && isNumeric(other)) {
      Object.assign(node, { left, right });
      return checker.getType('bool');
    }
    return check(checker, node, context);
  };
}

function isNumeric({ name }: LibraryType): boolean {
  return NUMERIC.has(name);
}

const NUMBERS = ['int', 'uint', 'double'];
const NUMERIC = new Set([...NUMBERS, ...NUMBERS.map(name => `list<${name}>`)]);
