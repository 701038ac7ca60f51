import type { JsonValue } from '@countersign/model';
import { fromCel } from '../cel/celValues';
import { CelFault } from '../cel/CelFault';
import type { Expression } from '../cel/Expression';
import type { ExpressionNode } from '../cel/ExpressionNode';
import { childrenOf } from '../cel/walkExpression';

/** A fact that a condition names. */
export interface SeenValue {
  /** As the condition writes it: `resource.tier`. */
  readonly path: string;
  /** Absent when the fact is. */
  readonly value?: JsonValue;
}

/** A part of a condition, with what it came to. */
export interface SeenPart {
  /** Its text. */
  readonly source: string;
  /** Offsets in the condition's text. */
  readonly start: number;
  readonly end: number;
  readonly result: boolean | 'fault';
  readonly values: readonly SeenValue[];
}

/** More facts than this make no condition clearer. */
const MAX_VALUES = 30;
/** A longer text is cut: a page shows it beside others. */
const MAX_TEXT = 200;

/** The facts that an expression names, each once, in the order of the text. */
export function valuesSeen(
  expression: Expression,
  facts: object,
  node: ExpressionNode | undefined = expression.syntax,
): SeenValue[] {
  const paths = new Map<string, ExpressionNode>();
  if (node) {
    collect(node, new Set(), expression.source, paths);
  }
  return [...paths].slice(0, MAX_VALUES).map(([path, fact]) => {
    const value = expression.part(fact).evaluate(facts);
    return value === undefined || value instanceof CelFault
      ? { path }
      : { path, value: shortened(fromCel(value) as JsonValue) };
  });
}

/** The parts of a condition that `&&` joins, each by itself; one part when nothing is joined. */
export function partResults(expression: Expression, facts: object): SeenPart[] {
  return conjuncts(expression.syntax).map(node => {
    const result = expression.part(node).evaluate(facts);
    return {
      source: expression.source.slice(node.start, node.end),
      start: node.start,
      end: node.end,
      result: typeof result === 'boolean' ? result : 'fault',
      values: valuesSeen(expression, facts, node),
    };
  });
}

function conjuncts(node: ExpressionNode | undefined): ExpressionNode[] {
  if (!node) {
    return [];
  }
  return node.kind === 'operator' && node.operator === '&&'
    ? node.operands.flatMap(conjuncts)
    : [node];
}

/** Whole chains such as `action.properties.replicas` count as one fact. */
function collect(
  node: ExpressionNode,
  bound: ReadonlySet<string>,
  source: string,
  paths: Map<string, ExpressionNode>,
): void {
  if (node.kind === 'loop') {
    collect(node.over, bound, source, paths);
    const inner = new Set(bound).add(node.variable);
    node.body.forEach(part => collect(part, inner, source, paths));
    return;
  }
  const root = rootOf(node);
  if (root !== undefined) {
    if (!bound.has(root)) {
      paths.set(source.slice(node.start, node.end), node);
    }
    return;
  }
  childrenOf(node).forEach(child => collect(child, bound, source, paths));
}

/** The variable that a chain of members begins with. */
function rootOf(node: ExpressionNode): string | undefined {
  if (node.kind === 'name') {
    return node.name;
  }
  return node.kind === 'member' ? rootOf(node.of) : undefined;
}

function shortened(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
  }
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : '';
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : value;
}
