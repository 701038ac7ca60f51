import type { ExpressionNode } from '../../cel/ExpressionNode';
import { childrenOf } from '../../cel/walkExpression';
import type { Fact, ReachScope } from './ReachScope';

/**
 * The facts that an expression cannot do without: where one of them is absent it is an error, neither
 * true nor false. What only one side of a `||` or the body of a loop reads is not among them.
 */
export function readsOf(scope: ReachScope, node: ExpressionNode): readonly Fact[] {
  const fact = scope.fact(node);
  if (fact) {
    return [fact];
  }
  switch (node.kind) {
    case 'has':
      return readsOf(scope, node.member.of);
    case 'loop':
      return readsOf(scope, node.over);
    case 'operator':
      switch (node.operator) {
        case '&&':
        case '||':
          return [];
        case '?:':
          return readsOf(scope, node.operands[0]!);
        default:
      }
      break;
    case 'call':
      // `cel.bind(name, …)` gives names another meaning.
      if (node.target?.kind === 'name' && node.target.name === 'cel') {
        return [];
      }
      break;
    default:
  }
  return childrenOf(node).flatMap(child => readsOf(scope, child));
}
