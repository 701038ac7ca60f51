/**
 * The syntax of an expression in our own terms, with a place on every node. Whatever reads
 * expressions without evaluating them (checks, hover, completion, the columns of a replay) reads
 * this, never the tree of the library behind it.
 *
 * Offsets count UTF-16 code units in the expression's own text. Nodes are frozen.
 */
export type ExpressionNode =
  | LiteralNode
  | NameNode
  | MemberNode
  | IndexNode
  | CallNode
  | HasNode
  | LoopNode
  | OperatorNode
  | ListNode
  | MapNode;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A value written out: text, number, `true`, `false`, `null`, bytes. In CEL's terms: `bigint` for int. */
export interface LiteralNode extends Place {
  readonly kind: 'literal';
  readonly value: unknown;
}

/** A variable, or the variable of a loop around it. */
export interface NameNode extends Place {
  readonly kind: 'name';
  readonly name: string;
}

/** `of.name`. */
export interface MemberNode extends Place {
  readonly kind: 'member';
  readonly of: ExpressionNode;
  readonly name: string;
  readonly nameStart: number;
}

/** `of[index]`. */
export interface IndexNode extends Place {
  readonly kind: 'index';
  readonly of: ExpressionNode;
  readonly index: ExpressionNode;
}

/** `name(…)`, or `target.name(…)`. */
export interface CallNode extends Place {
  readonly kind: 'call';
  readonly name: string;
  readonly nameStart: number;
  readonly target: ExpressionNode | undefined;
  readonly values: readonly ExpressionNode[];
}

/** `has(of.name)`: whether the member is there. */
export interface HasNode extends Place {
  readonly kind: 'has';
  readonly member: MemberNode;
}

/** `over.macro(variable, body…)`. */
export interface LoopNode extends Place {
  readonly kind: 'loop';
  readonly macro: 'all' | 'exists' | 'exists_one' | 'map' | 'filter';
  readonly over: ExpressionNode;
  readonly variable: string;
  readonly body: readonly ExpressionNode[];
}

export const OPERATORS = [
  '&&',
  '||',
  '!',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  '+',
  '-',
  '*',
  '/',
  '%',
  '?:',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** An operator with its operands in the order of the text; `-` and `!` may have one, `?:` has three. */
export interface OperatorNode extends Place {
  readonly kind: 'operator';
  readonly operator: Operator;
  readonly operands: readonly ExpressionNode[];
}

export interface ListNode extends Place {
  readonly kind: 'list';
  readonly items: readonly ExpressionNode[];
}

export interface MapNode extends Place {
  readonly kind: 'map';
  readonly entries: readonly (readonly [key: ExpressionNode, value: ExpressionNode])[];
}
