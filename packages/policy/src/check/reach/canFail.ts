import type { ExpressionNode } from '../../cel/ExpressionNode';
import type { ReachScope } from './ReachScope';

/**
 * Whether an expression may come to an error instead of a value. Only the plain cases are known not
 * to; everything else may.
 */
export function canFail(scope: ReachScope, node: ExpressionNode): boolean {
  switch (node.kind) {
    case 'literal':
      return false;
    case 'name':
    case 'member':
      return scope.fact(node)?.universe.absent ?? true;
    case 'has':
      return scope.fact(node.member)?.holders.some(holder => holder.universe.absent) ?? true;
    case 'operator': {
      const { operator, operands } = node;
      const types = operands.map(operand => staticType(scope, operand));
      if (operands.some(operand => canFail(scope, operand))) {
        return true;
      }
      switch (operator) {
        case '==':
        case '!=':
          return !types[0] || types[0] !== types[1] || !SAFE.has(types[0]);
        case '<':
        case '<=':
        case '>':
        case '>=':
          return !types[0] || types[0] !== types[1] || !ORDERED.has(types[0]);
        case 'in':
          return types[0] !== 'string' || types[1] !== 'list<string>';
        default:
          return true;
      }
    }
    default:
      return true;
  }
}

/** The type of an expression where it is plain to see. */
export function staticType(scope: ReachScope, node: ExpressionNode): string | undefined {
  switch (node.kind) {
    case 'literal':
      return LITERALS[typeof node.value];
    case 'name':
    case 'member': {
      const type = scope.fact(node)?.type;
      return typeof type === 'string' ? type : undefined;
    }
    case 'has':
      return 'bool';
    case 'loop':
      return node.macro === 'map' || node.macro === 'filter' ? undefined : 'bool';
    case 'call':
      return TESTS.has(node.name) ? 'bool' : undefined;
    case 'operator':
      return BOOLEAN.has(node.operator) ? 'bool' : undefined;
    default:
      return undefined;
  }
}

const LITERALS: Readonly<Record<string, string>> = {
  string: 'string',
  bigint: 'int',
  number: 'double',
  boolean: 'bool',
};
const ORDERED = new Set(['string', 'int', 'double', 'timestamp']);
const SAFE = new Set([...ORDERED, 'bool', 'list<string>']);
const TESTS = new Set(['startsWith', 'endsWith', 'contains', 'matches', 'inWindow', 'atLeast']);
const BOOLEAN = new Set(['&&', '||', '!', '==', '!=', '<', '<=', '>', '>=', 'in']);
