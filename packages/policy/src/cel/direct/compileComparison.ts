import type { ExpressionNode, LiteralNode } from '../ExpressionNode';
import { compare } from '../library/compare';
import { equals } from '../library/equals';
import { UNANSWERED, type DirectNode, type Evaluate } from './DirectNode';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';
type Compare = (left: unknown, right: unknown) => boolean;

/** A comparison of two values of types that are compared directly. */
export function compileComparison(
  operator: Comparison,
  left: ExpressionNode,
  right: ExpressionNode,
  compiled: (node: ExpressionNode) => DirectNode | undefined,
): DirectNode | undefined {
  const one = compiled(left);
  const other = compiled(right);
  if (!one || !other || !isCompared(one) || !isCompared(other)) {
    return undefined;
  }
  const isEquality = operator === '==' || operator === '!=';
  const isAlike = one.type === other.type && one.type !== 'dyn';
  if (isEquality && isAlike && right.kind === 'literal') {
    return { type: 'bool', evaluate: equalsLiteral(one.evaluate, right, operator === '==') };
  }
  // The order of strings is that of code points, which JavaScript's own is not.
  const isPlain = isAlike && (isEquality || one.type !== 'string');
  const holds = (isPlain ? PLAIN : MENDED)[operator];
  return { type: 'bool', evaluate: comparison(one.evaluate, other.evaluate, holds) };
}

function isCompared({ type }: DirectNode): boolean {
  return COMPARED.has(type);
}

const COMPARED: ReadonlySet<unknown> = new Set(['string', 'bool', 'int', 'double', 'dyn']);

function comparison(left: Evaluate, right: Evaluate, holds: Compare): Evaluate {
  return values => {
    const one = left(values);
    if (one === UNANSWERED) {
      return UNANSWERED;
    }
    const other = right(values);
    return other === UNANSWERED ? UNANSWERED : holds(one, other);
  };
}

/** Most comparisons of all: a fact with a literal of its type. */
function equalsLiteral(evaluate: Evaluate, { value }: LiteralNode, whenEqual: boolean): Evaluate {
  return values => {
    const one = evaluate(values);
    return one === UNANSWERED ? UNANSWERED : (one === value) === whenEqual;
  };
}

/** What the library does with operands of one type that is known before there are values. */
const PLAIN: Readonly<Record<Comparison, Compare>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '<': (left, right) => (left as number) < (right as number),
  '<=': (left, right) => (left as number) <= (right as number),
  '>': (left, right) => (left as number) > (right as number),
  '>=': (left, right) => (left as number) >= (right as number),
};

/** What `mendTree` puts in its place for all others. */
const MENDED: Readonly<Record<Comparison, Compare>> = {
  '==': equals,
  '!=': (left, right) => !equals(left, right),
  '<': (left, right) => compare(left, right) < 0,
  '<=': (left, right) => compare(left, right) <= 0,
  '>': (left, right) => compare(left, right) > 0,
  '>=': (left, right) => compare(left, right) >= 0,
};
