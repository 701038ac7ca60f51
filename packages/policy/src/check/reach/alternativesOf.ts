import type { Expression } from '../../cel/Expression';
import type { ExpressionNode, MemberNode, Operator, OperatorNode } from '../../cel/ExpressionNode';
import { allOf, ALWAYS, anyOf, NEVER, type Alternatives } from './Alternatives';
import {
  callAtom,
  comparisonAtom,
  listAtom,
  MIRRORED,
  opaqueAtom,
  pairOf,
  type Atom,
} from './atomOf';
import { canFail } from './canFail';
import { compareLiterals, literalOf } from './literalOf';
import { numbersThat, otherNumbers, type Comparison } from './NumberSet';
import type { ReachScope, Term } from './ReachScope';
import { readsOf } from './readsOf';
import { ABSENT, ANYTHING, NOTHING, PRESENT, unite, type ValueSet } from './ValueSet';

/**
 * What is asked of an expression: that its value is true, that it is false, or that it is not. Since
 * it may also be an error, "not true" is more than "false".
 */
export type Truth = 'true' | 'false' | 'notTrue' | 'notFalse';

const NEGATED: Readonly<Record<Truth, Truth>> = {
  true: 'false',
  false: 'true',
  notTrue: 'notFalse',
  notFalse: 'notTrue',
};

/**
 * When a part of an expression comes out so, as constraints on what it reads. Whatever it cannot
 * exclude it takes for possible.
 */
export function alternativesOf(
  scope: ReachScope,
  expression: Expression,
  root: ExpressionNode,
  truth: Truth,
): Alternatives {
  return read(root, truth);

  function read(node: ExpressionNode, asked: Truth): Alternatives {
    if (!scope.spend(STEPS_PER_PART)) {
      return ALWAYS;
    }
    switch (node.kind) {
      case 'literal':
        return constant(node.value, asked);
      case 'operator':
        return readOperator(node, asked);
      case 'has':
        return readPresence(node.member, asked) ?? about(node, opaqueAtom(scope, node), asked);
      case 'call':
        return about(node, callAtom(scope, expression, node) ?? opaqueAtom(scope, node), asked);
      default:
        return about(node, opaqueAtom(scope, node), asked);
    }
  }

  function readOperator(node: OperatorNode, asked: Truth): Alternatives {
    const { operator, operands } = node;
    const [first, second, third] = operands as [ExpressionNode, ExpressionNode, ExpressionNode];
    const isCertain = asked === 'true' || asked === 'false';
    switch (operator) {
      case '!':
        return read(first, NEGATED[asked]);
      case '&&':
      case '||': {
        // An error on one side counts only where the other side does not settle the matter.
        const parts = operandsOf(node, operator).map(part => read(part, asked));
        const isAll = (operator === '&&') === (asked === 'true' || asked === 'notFalse');
        return isAll ? allOf(scope, parts) : anyOf(scope, parts);
      }
      case '?:':
        return anyOf(scope, [
          allOf(scope, [read(first, 'true'), read(second, asked)]),
          allOf(scope, [read(first, 'false'), read(third, asked)]),
          isCertain ? NEVER : allOf(scope, [read(first, 'notTrue'), read(first, 'notFalse')]),
        ]);
      case '!=':
        return readComparison(node, '==', first, second, NEGATED[asked]);
      case '==':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return readComparison(node, operator, first, second, asked);
      case 'in':
        return about(
          node,
          listAtom(scope, expression, first, second) ?? opaqueAtom(scope, node),
          asked,
        );
      default:
        return about(node, opaqueAtom(scope, node), asked);
    }
  }

  function readComparison(
    node: OperatorNode,
    comparison: Comparison,
    left: ExpressionNode,
    right: ExpressionNode,
    asked: Truth,
  ): Alternatives {
    const one = literalOf(expression, left);
    const other = literalOf(expression, right);
    if (one !== undefined && other !== undefined) {
      const answer = compareLiterals(comparison, one, other);
      return answer === undefined ? ALWAYS : constant(answer, asked);
    }
    const atom =
      other !== undefined
        ? comparisonAtom(scope, left, comparison, other)
        : one !== undefined
          ? comparisonAtom(scope, right, MIRRORED[comparison], one)
          : undefined;
    return atom ? about(node, atom, asked) : readPair(node, comparison, left, right, asked);
  }

  /** Two terms compared: they are equal or not, and at most one of less, equal and more. */
  function readPair(
    node: OperatorNode,
    written: Comparison,
    left: ExpressionNode,
    right: ExpressionNode,
    asked: Truth,
  ): Alternatives {
    const { equality, order, comparison } = pairOf(scope, written, left, right);
    const isEquality = comparison === '==';
    if (asked === 'notTrue' || asked === 'notFalse') {
      const answer = asked === 'notTrue' ? 'no' : 'yes';
      return isEquality && !canFail(scope, node)
        ? where(equality, { ...NOTHING, [answer]: true })
        : ALWAYS;
    }
    const signs = numbersThat(comparison, 0n);
    const ordered = { ...ANYTHING, numbers: asked === 'true' ? signs : otherNumbers(signs) };
    const parts = [present(node)];
    if (!isEquality || asked === 'true') {
      parts.push(where(order, ordered));
    }
    if (isEquality) {
      parts.push(where(equality, { ...NOTHING, [asked === 'true' ? 'yes' : 'no']: true }));
    } else if (asked === 'true' && (comparison === '<' || comparison === '>')) {
      parts.push(where(order, { ...NOTHING, numbers: signs }));
      parts.push(where(equality, { ...ANYTHING, yes: false }));
    }
    return allOf(scope, parts);
  }

  function readPresence(member: MemberNode, asked: Truth): Alternatives | undefined {
    const fact = scope.fact(member);
    const holder = fact?.holders[0];
    if (!fact || !holder) {
      return undefined;
    }
    switch (asked) {
      case 'true':
        return present(member);
      case 'false':
      case 'notTrue':
        return where(fact, ABSENT);
      case 'notFalse':
        // Where the holder has no members at all, asking is an error.
        return holder.universe.absent
          ? anyOf(scope, [where(fact, PRESENT), where(holder, { ...ANYTHING, other: false })])
          : where(fact, PRESENT);
    }
  }

  function about(node: ExpressionNode, { term, yes, no, fails }: Atom, asked: Truth): Alternatives {
    switch (asked) {
      case 'true':
      case 'false': {
        const values = where(term, asked === 'true' ? yes : no);
        const presence = present(node);
        return presence === ALWAYS ? values : allOf(scope, [values, presence]);
      }
      case 'notTrue':
        return where(term, unite(no, fails) ?? ANYTHING);
      case 'notFalse':
        return where(term, unite(yes, fails) ?? ANYTHING);
    }
  }

  /** That everything is there which an expression reads to come to a value. */
  function present(node: ExpressionNode): Alternatives {
    const needed = readsOf(scope, node)
      .map(fact => scope.presence(fact))
      .filter(presence => presence !== ALWAYS);
    return needed.length === 0 ? ALWAYS : needed.length === 1 ? needed[0]! : allOf(scope, needed);
  }

  function where(term: Term, set: ValueSet): Alternatives {
    return scope.where(term, set);
  }
}

/** What reading a part costs, in entries of boxes. */
const STEPS_PER_PART = 4;

function constant(value: unknown, asked: Truth): Alternatives {
  const isIt =
    asked === 'true' || asked === 'false'
      ? value === (asked === 'true')
      : value !== (asked === 'notTrue');
  return isIt ? ALWAYS : NEVER;
}

/** The operands of a chain such as `a && b && c`, in the order of the text. */
export function operandsOf(node: ExpressionNode, operator: Operator): readonly ExpressionNode[] {
  const result: ExpressionNode[] = [];
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'operator' && next.operator === operator) {
      open.push(...[...next.operands].reverse());
    } else {
      result.push(next);
    }
  }
  return result;
}
