import type { Expression } from '../../cel/Expression';
import type { ExpressionNode } from '../../cel/ExpressionNode';
import { numbersThat, hasNumbers, intersectNumbers, type Comparison } from './NumberSet';

/** A value that does not depend on any fact. */
export type Literal = string | number | bigint | boolean | null | Date;

/** The value of a literal, a negative number, or `timestamp('…')`; `undefined` for anything else. */
export function literalOf(expression: Expression, node: ExpressionNode): Literal | undefined {
  if (node.kind === 'literal') {
    return isLiteral(node.value) ? node.value : undefined;
  }
  const isNegative =
    node.kind === 'operator' && node.operator === '-' && node.operands.length === 1;
  const isTimestamp = node.kind === 'call' && node.name === 'timestamp' && !node.target;
  const [operand] = isNegative ? node.operands : isTimestamp ? node.values : [];
  if (operand?.kind !== 'literal') {
    return undefined;
  }
  const value = expression.part(node).evaluate({});
  return isLiteral(value) && !(value instanceof Date && Number.isNaN(value.getTime()))
    ? value
    : undefined;
}

/** What a comparison of two literals says; `undefined` where that is not plain. */
export function compareLiterals(
  comparison: Comparison,
  a: Literal,
  b: Literal,
): boolean | undefined {
  if (isNumber(a) && isNumber(b)) {
    return hasNumbers(intersectNumbers(numbersThat('==', a), numbersThat(comparison, b)));
  }
  const isPlain = typeof a === typeof b && (typeof a === 'string' || typeof a === 'boolean');
  return isPlain && comparison === '==' ? a === b : undefined;
}

function isLiteral(value: unknown): value is Literal {
  return (
    value === null ||
    value instanceof Date ||
    ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
  );
}

function isNumber(value: Literal): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
