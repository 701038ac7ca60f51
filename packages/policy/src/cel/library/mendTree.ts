import type { ASTNode } from '@marcbachmann/cel-js';
import { ARITHMETIC, calculator, negate, type Arithmetic } from './arithmetic';
import { compare } from './compare';
import { equals } from './equals';
import {
  libraryChildren,
  libraryNode,
  type EvaluateNode,
  type LibraryEvaluator,
  type LibraryNode,
  type LibraryType,
} from './LibraryNode';
import { isKey, mapGet, mapOf } from './maps';
import { failure, noOverload, numberOf, typeOfValue } from './values';

/**
 * Gives the operators of a checked tree CEL's meaning where the library has another one, or none for
 * values whose types only show when they are there. Done once after the type check, so that an
 * evaluation passes through nothing more than the operator itself; what the library does right for
 * operands of known types stays as it is.
 */
export function mendTree(root: ASTNode): void {
  libraryChildren(root).forEach(mendTree);
  const node = libraryNode(root);
  mendLoop(node);
  switch (root.op) {
    case '-_':
      node.handle = negate;
      break;
    case '==':
    case '!=':
      if (!(isAlike(root, SIMPLE) || isAlike(root, DOUBLE))) {
        node.handle = root.op === '==' ? equals : (left, right) => !equals(left, right);
      }
      break;
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (!isAlike(root, ['int', 'bool', 'double'])) {
        node.handle = ORDER[root.op];
      }
      break;
    case 'in':
      node.handle = isIn;
      break;
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      node.handle = arithmeticFor(root);
      break;
    case '[]':
      if (typeOf(root.args[0])?.kind !== 'message') {
        node.handle = valueAt;
      }
      break;
    case 'map':
      node.setMeta('evaluate', evaluateMap);
      break;
    default:
  }
}

const CALCULATORS: Readonly<Record<string, Arithmetic>> = Object.fromEntries(
  Object.keys(ARITHMETIC).map(operator => [operator, calculator(operator)]),
);

const SIMPLE = ['string', 'int', 'bool'];
const DOUBLE = ['double'];

const ORDER = {
  '<': (left: unknown, right: unknown, node: ASTNode) => compare(left, right, node) < 0,
  '<=': (left: unknown, right: unknown, node: ASTNode) => compare(left, right, node) <= 0,
  '>': (left: unknown, right: unknown, node: ASTNode) => compare(left, right, node) > 0,
  '>=': (left: unknown, right: unknown, node: ASTNode) => compare(left, right, node) >= 0,
};

function typeOf(node: ASTNode): LibraryType | undefined {
  return libraryNode(node).checkedType;
}

/** Whether both operands have the same type, known before there are values, and one of these. */
function isAlike(node: ASTNode, types: readonly string[]): boolean {
  const [left, right] = node.args as [ASTNode, ASTNode];
  const name = typeOf(left)?.name;
  return name !== undefined && name === typeOf(right)?.name && types.includes(name);
}

function arithmeticFor(node: ASTNode): Arithmetic {
  const [left, right] = node.args as [ASTNode, ASTNode];
  return (
    ARITHMETIC[node.op]![`${typeOf(left)?.name} ${typeOf(right)?.name}`] ?? CALCULATORS[node.op]!
  );
}

function isIn(value: unknown, within: unknown, node: ASTNode): boolean {
  switch (typeOfValue(within)) {
    case 'list':
      return Array.isArray(within)
        ? within.some(item => equals(value, item))
        : [...(within as Iterable<unknown>)].some(item => equals(value, item));
    case 'map':
      if (isKey(value) || typeof value === 'number') {
        return mapGet(within as object, value) !== undefined;
      }
      throw noOverload(value, within, node);
    default:
      throw noOverload(value, within, node);
  }
}

/** `of[index]` for a list or a map; an object of declared members is left to the library. */
function valueAt(of: unknown, index: unknown, node: ASTNode, evaluator: LibraryEvaluator): unknown {
  switch (typeOfValue(of)) {
    case 'list': {
      const items = of as readonly unknown[];
      const at = Number(numberOf(index) ?? NaN);
      if (!Number.isInteger(at) || at < 0 || at >= items.length) {
        throw failure('index_out_of_bounds', `The list has no element ${String(index)}`, node);
      }
      return items[at];
    }
    case 'map': {
      const value = mapGet(of as object, index);
      if (value === undefined) {
        throw failure('no_such_key', `No such key: ${String(index)}`, node);
      }
      return value;
    }
    case 'object':
      return evaluator.debugType(of).field(of, index, libraryNode(node), evaluator);
    default:
      throw failure('no_such_overload', `no such overload: ${typeOfValue(of)}[]`, node);
  }
}

const evaluateMap: EvaluateNode = (evaluator, node, context) => {
  const ast = node as unknown as ASTNode;
  const entries = node.args as (readonly [ASTNode, ASTNode])[];
  return mapOf(
    entries.map(([key, value]) => [evaluator.run(key, context), evaluator.run(value, context)]),
    ast,
  );
};

/** A loop over what only shows to be a list or a map when it is there; the library takes anything. */
function mendLoop(node: LibraryNode): void {
  const loop = node.meta.alternate;
  const over = (loop?.args as { iterable?: ASTNode } | undefined)?.iterable;
  if (loop && over && typeOf(over)?.kind === 'dyn') {
    const run = loop.handle as (...values: unknown[]) => unknown;
    loop.handle = (items: unknown, ...rest: unknown[]) => {
      const type = typeOfValue(items);
      if (type !== 'list' && type !== 'map') {
        throw failure('invalid_comprehension_range', `Nothing loops over ${type}`, over);
      }
      return run(items, ...rest);
    };
  }
}
