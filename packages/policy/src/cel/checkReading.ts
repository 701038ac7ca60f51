import { CelFault } from './CelFault';
import type { ExpressionNode, OperatorNode } from './ExpressionNode';
import { walkExpression } from './walkExpression';

const MAX_INT = 2n ** 63n - 1n;

/** What the library's parser reads and CEL does not, or reads otherwise. */
export function checkReading(root: ExpressionNode, source: string): CelFault[] {
  const faults: CelFault[] = [];
  walkExpression(root, (node, around) => {
    if (node.kind === 'operator') {
      const right = node.operands[1];
      if (isEquality(node.operator) && right && isOrder(right) && right.end === node.end) {
        faults.push(new CelFault('profile', SAME_RANK, node.start, node.end));
      }
      return;
    }
    if (node.kind !== 'literal') {
      return;
    }
    const text = source.slice(node.start, node.end);
    if (typeof node.value === 'bigint' && node.value > MAX_INT) {
      const above = around.at(-1);
      const isLeast = node.value === MAX_INT + 1n && above && isMinusOf(above, source, node.start);
      if (!isLeast) {
        faults.push(new CelFault('syntax', TOO_LARGE, node.start, node.end));
      }
    }
    // CEL ends a raw text at its first quote, whatever stands before it; the library reads on.
    if (RAW_WITH_QUOTE.test(text)) {
      faults.push(new CelFault('profile', RAW_QUOTE, node.start, node.end));
    }
  });
  return faults;
}

/** In CEL all comparisons have one rank and are read from the left; the library reads these first. */
const SAME_RANK =
  'CEL reads comparisons from the left, all of the same rank. Put brackets around the one that comes first.';

function isEquality(operator: string): boolean {
  return operator === '==' || operator === '!=';
}

function isOrder(node: ExpressionNode): boolean {
  return node.kind === 'operator' && ['<', '<=', '>', '>=', 'in'].includes(node.operator);
}

const TOO_LARGE = 'Whole numbers reach from -9223372036854775808 to 9223372036854775807.';
const RAW_QUOTE = 'A raw text (r"…") cannot have a backslash before a quote. Write it without r.';

/** With one quote: a backslash before another such; with three: before those at the end. */
const RAW_WITH_QUOTE = /^[rR](?:('''|""").*\\(['"])\2{0,1}\1|(['"])(?!\3).*\\\3.*\3)$/s;

/** `-9223372036854775808` is one literal in CEL; with brackets between it is a sign and a number. */
function isMinusOf(node: ExpressionNode, source: string, start: number): node is OperatorNode {
  return (
    node.kind === 'operator' &&
    node.operator === '-' &&
    node.operands.length === 1 &&
    !source.slice(node.start, start).includes('(')
  );
}
