import { LEVELS } from '@countersign/model';
import type { Expression } from '../../cel/Expression';
import type { CallNode, ExpressionNode } from '../../cel/ExpressionNode';
import { canFail, staticType } from './canFail';
import { canonicalText } from './canonicalText';
import { literalOf, type Literal } from './literalOf';
import {
  JSON_NUMBERS,
  NO_NUMBERS,
  numbersIn,
  numbersThat,
  otherNumbers,
  type Bound,
  type Comparison,
} from './NumberSet';
import type { ReachScope, Term } from './ReachScope';
import { NO_STRINGS, onlyStrings, otherStrings, stringsThat, type TextTest } from './StringSet';
import { ABSENT, ANYTHING, NOTHING, OTHER, PRESENT, type ValueSet } from './ValueSet';

/** A condition about one term: the values for which it is true, false, or may be an error. */
export interface Atom {
  readonly term: Term;
  readonly yes: ValueSet;
  readonly no: ValueSet;
  readonly fails: ValueSet;
}

export const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
};

/** A comparison of an expression with a literal; `undefined` where values say nothing about it. */
export function comparisonAtom(
  scope: ReachScope,
  node: ExpressionNode,
  comparison: Comparison,
  literal: Literal,
): Atom | undefined {
  if (literal instanceof Date) {
    const fact = scope.fact(node);
    if (fact?.type !== 'timestamp') {
      return undefined;
    }
    const universe = { ...NOTHING, absent: fact.universe.absent, numbers: JSON_NUMBERS };
    const time = scope.derived(`time\0${fact.label}`, fact.label, universe);
    return numbersAtom(time, comparison, literal.getTime());
  }
  if (typeof literal === 'number' || typeof literal === 'bigint') {
    return numbersAtom(scope.term(node), comparison, literal);
  }
  if (comparison !== '==') {
    return undefined;
  }
  const term = scope.term(node);
  if (typeof literal === 'string') {
    return {
      term,
      yes: { ...NOTHING, strings: onlyStrings([literal]) },
      no: { ...PRESENT, strings: otherStrings([literal]) },
      fails: { ...ANYTHING, strings: NO_STRINGS },
    };
  }
  if (literal === null) {
    // Null is not told apart from the lists and maps beside it.
    return { term, yes: OTHER, no: PRESENT, fails: ANYTHING };
  }
  const answer = literal ? 'yes' : 'no';
  return {
    term,
    yes: { ...NOTHING, [answer]: true },
    no: { ...PRESENT, [answer]: false },
    fails: { ...ANYTHING, yes: false, no: false },
  };
}

function numbersAtom(term: Term, comparison: Comparison, bound: Bound): Atom {
  const numbers = numbersThat(comparison, bound);
  return {
    term,
    yes: { ...NOTHING, numbers },
    // What is no number is not equal to one; to ask which of them is more is an error.
    no: { ...(comparison === '==' ? PRESENT : NOTHING), numbers: otherNumbers(numbers) },
    fails: { ...ANYTHING, numbers: NO_NUMBERS },
  };
}

/** `x in ['a', 'b']`; `undefined` where the list is not written out in texts and numbers. */
export function listAtom(
  scope: ReachScope,
  expression: Expression,
  item: ExpressionNode,
  list: ExpressionNode,
): Atom | undefined {
  if (list.kind !== 'list' || literalOf(expression, item) !== undefined) {
    return undefined;
  }
  const values = list.items.map(entry => literalOf(expression, entry));
  const texts = values.filter(value => typeof value === 'string');
  const bounds = values.filter(value => typeof value === 'number' || typeof value === 'bigint');
  if (texts.length + bounds.length < values.length) {
    return undefined;
  }
  const numbers = numbersIn(bounds.map(value => ({ low: value, high: value })));
  return {
    term: scope.term(item),
    yes: { ...NOTHING, strings: onlyStrings(texts), numbers },
    no: { ...PRESENT, strings: otherStrings(texts), numbers: otherNumbers(numbers) },
    fails: {
      ...ANYTHING,
      ...(bounds.length === 0 && { strings: NO_STRINGS }),
      ...(texts.length === 0 && { numbers: NO_NUMBERS }),
    },
  };
}

/** A call whose answer follows from the value of one term. */
export function callAtom(
  scope: ReachScope,
  expression: Expression,
  node: CallNode,
): Atom | undefined {
  const { name, target, values } = node;
  const [first, second] = values.map(value => literalOf(expression, value));
  if (target) {
    return values.length === 1 && typeof first === 'string' && isTextTest(name)
      ? {
          term: scope.term(target),
          yes: { ...NOTHING, strings: stringsThat(name, first, true) },
          no: { ...NOTHING, strings: stringsThat(name, first, false) },
          fails: { ...ANYTHING, strings: NO_STRINGS },
        }
      : undefined;
  }
  if (name === 'inWindow' && typeof first === 'string') {
    const window = scope.window(first);
    return (
      window && {
        term: scope.clock(window.zone),
        yes: { ...NOTHING, numbers: window.minutes },
        no: { ...NOTHING, numbers: otherNumbers(window.minutes) },
        fails: NOTHING,
      }
    );
  }
  return name === 'atLeast' && values.length === 2
    ? levelAtom(scope, values as [ExpressionNode, ExpressionNode], first, second)
    : undefined;
}

function levelAtom(
  scope: ReachScope,
  [one, other]: [ExpressionNode, ExpressionNode],
  level: Literal | undefined,
  least: Literal | undefined,
): Atom | undefined {
  const rank = (LEVELS as readonly unknown[]).indexOf(level ?? least);
  if (rank < 0 || (level === undefined) === (least === undefined)) {
    return undefined;
  }
  const passing = level === undefined ? LEVELS.slice(rank) : LEVELS.slice(0, rank + 1);
  return {
    term: scope.term(level === undefined ? one : other),
    yes: { ...NOTHING, strings: onlyStrings(passing) },
    no: {
      ...NOTHING,
      strings: onlyStrings(LEVELS.filter(text => !passing.includes(text))),
    },
    fails: { ...ANYTHING, strings: otherStrings(LEVELS) },
  };
}

/** A condition that is not looked into: it is itself, whatever that may be. */
export function opaqueAtom(scope: ReachScope, node: ExpressionNode): Atom {
  const text = canonicalText(node);
  const universe =
    staticType(scope, node) === 'bool'
      ? { ...NOTHING, yes: true, no: true, absent: canFail(scope, node) }
      : ANYTHING;
  return {
    term: scope.fact(node) ?? scope.derived(`value\0${text}`, text, universe),
    yes: { ...NOTHING, yes: true },
    no: { ...NOTHING, no: true },
    fails: { ...ANYTHING, yes: false, no: false },
  };
}

/** What is known of two expressions that are compared with each other. */
export interface Pair {
  /** Whether they are equal. */
  readonly equality: Term;
  /** -1, 0 or 1 as the first is less, equal or more; something else where they have no order. */
  readonly order: Term;
  /** The comparison, with the expressions in the order of their texts. */
  readonly comparison: Comparison;
}

export function pairOf(
  scope: ReachScope,
  comparison: Comparison,
  left: ExpressionNode,
  right: ExpressionNode,
): Pair {
  const [one, other] = [canonicalText(left), canonicalText(right)];
  const isMirrored = other < one;
  const key = isMirrored ? `${other}\0${one}` : `${one}\0${other}`;
  const label = `${one} and ${other}`;
  const signs = numbersIn([-1n, 0n, 1n].map(sign => ({ low: sign, high: sign })));
  return {
    equality: scope.derived(`equal\0${key}`, label, { ...ABSENT, yes: true, no: true }),
    order: scope.derived(`order\0${key}`, label, { ...ABSENT, numbers: signs, other: true }),
    comparison: isMirrored ? MIRRORED[comparison] : comparison,
  };
}

function isTextTest(name: string): name is TextTest['method'] {
  return ['startsWith', 'endsWith', 'contains', 'matches'].includes(name);
}
