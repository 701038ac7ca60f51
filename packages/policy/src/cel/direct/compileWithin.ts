import type { ExpressionNode } from '../ExpressionNode';
import { equals } from '../library/equals';
import { UNANSWERED, type DirectNode, type Evaluate } from './DirectNode';
import { isList, PRIMITIVES } from './guards';
import { typeOfLiteral } from './typeOfLiteral';

/** `value in list`, for a list of literals or a declared one. */
export function compileWithin(
  value: DirectNode | undefined,
  list: ExpressionNode,
  compiled: (node: ExpressionNode) => DirectNode | undefined,
): DirectNode | undefined {
  if (!value || !(value.type === 'dyn' || Object.hasOwn(PRIMITIVES, value.type as string))) {
    return undefined;
  }
  const items = list.kind === 'list' ? literals(list.items) : listOf(compiled(list));
  if (!items) {
    return undefined;
  }
  const { evaluate } = value;
  // Strings are equal to nothing but themselves, whatever else is in the list.
  const isIn = value.type === 'string' ? includes : hasEqual;
  return {
    type: 'bool',
    evaluate: values => {
      const one = evaluate(values);
      if (one === UNANSWERED) {
        return UNANSWERED;
      }
      const within = items(values);
      return within === UNANSWERED ? UNANSWERED : isIn(within as readonly unknown[], one);
    },
  };
}

function literals(nodes: readonly ExpressionNode[]): Evaluate | undefined {
  const items: unknown[] = [];
  for (const node of nodes) {
    if (node.kind !== 'literal' || typeOfLiteral(node.value) === undefined) {
      return undefined;
    }
    items.push(node.value);
  }
  return () => items;
}

function listOf(node: DirectNode | undefined): Evaluate | undefined {
  return node && typeof node.type === 'string' && isList(node.type) ? node.evaluate : undefined;
}

function includes(items: readonly unknown[], value: unknown): boolean {
  return items.includes(value);
}

function hasEqual(items: readonly unknown[], value: unknown): boolean {
  return items.some(item => equals(value, item));
}
