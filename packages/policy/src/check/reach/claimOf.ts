import type { Expression } from '../../cel/Expression';
import type { ExpressionNode } from '../../cel/ExpressionNode';
import { literalOf, type Literal } from './literalOf';
import type { ReachScope } from './ReachScope';

/** A simple condition in words: `impact.level` … `at least high`. */
export interface Claim {
  readonly about: string;
  readonly says: string;
}

/** What a simple condition says of what; `undefined` for one that takes more than a few words. */
export function claimOf(
  scope: ReachScope,
  expression: Expression,
  node: ExpressionNode,
  isNegated = false,
): Claim | undefined {
  const claim = (about: ExpressionNode, says: string): Claim => ({
    about: scope.term(about).label,
    says,
  });
  switch (node.kind) {
    case 'has':
      return claim(node.member, isNegated ? 'absent' : 'there');
    case 'call': {
      const [first, second] = node.values;
      const text = node.values.map(value => literalOf(expression, value));
      if (node.target && typeof text[0] === 'string') {
        const verb = VERBS[node.name];
        return verb && claim(node.target, `a text that ${verb[Number(isNegated)]} "${text[0]}"`);
      }
      if (node.name === 'inWindow' && typeof text[0] === 'string') {
        return {
          about: 'the time',
          says: `${isNegated ? 'outside' : 'inside'} the window "${text[0]}"`,
        };
      }
      return node.name === 'atLeast' && first && typeof text[1] === 'string' && second
        ? claim(first, `${isNegated ? 'below' : 'at least'} ${text[1]}`)
        : undefined;
    }
    case 'operator':
      break;
    case 'name':
    case 'member':
      return claim(node, String(!isNegated));
    default:
      return undefined;
  }
  const { operator, operands } = node;
  const [left, right] = operands as [ExpressionNode, ExpressionNode];
  if (operator === '!') {
    return claimOf(scope, expression, left, !isNegated);
  }
  if (operator === 'in' && right.kind === 'list' && right.items.length <= 6) {
    const items = right.items.map(item => literalOf(expression, item));
    return items.some(item => item === undefined)
      ? undefined
      : claim(
          left,
          `${isNegated ? 'none' : 'one'} of ${items.map(item => word(item!)).join(', ')}`,
        );
  }
  const value = literalOf(expression, right);
  const mirrored = value === undefined ? literalOf(expression, left) : undefined;
  const phrase =
    value === undefined
      ? PHRASES[MIRRORED[operator] ?? operator]?.[Number(isNegated)]
      : PHRASES[operator]?.[Number(isNegated)];
  const other = value ?? mirrored;
  return phrase === undefined || other === undefined
    ? undefined
    : claim(value === undefined ? right : left, `${phrase}${word(other)}`);
}

/** How comparisons are said, plain and negated. */
const PHRASES: Readonly<Record<string, readonly [string, string]>> = {
  '==': ['', 'anything but '],
  '!=': ['anything but ', ''],
  '<': ['less than ', 'at least '],
  '<=': ['at most ', 'more than '],
  '>': ['more than ', 'at most '],
  '>=': ['at least ', 'less than '],
};

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

const VERBS: Readonly<Record<string, readonly [string, string]>> = {
  startsWith: ['starts with', 'does not start with'],
  endsWith: ['ends with', 'does not end with'],
  contains: ['contains', 'does not contain'],
  matches: ['matches', 'does not match'],
};

function word(literal: Literal): string {
  if (literal instanceof Date) {
    return literal.toISOString();
  }
  const text = String(literal);
  return typeof literal === 'string' && !/^[\w.:/-]+$/.test(text) ? JSON.stringify(text) : text;
}
