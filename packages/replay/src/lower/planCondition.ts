import { childrenOf, type ExpressionNode } from '@countersign/policy';
import type { CodedParts } from './CodedParts';
import type { Plan } from './Plan';
import { partNamesOf } from './partNamesOf';
import { readsOf, type ReadContext } from './readsOf';

/** More distinct combinations of several parts, for each row, than this gain nothing. */
const MOST_OF_ROWS = 0.5;

/**
 * Cuts a condition into the largest pieces that can be asked once for many rows. What reads one part
 * stays whole; what joins several is taken apart at `&&`, `||`, `!` and `?:`, and where there is no
 * such joint, its parts are taken together.
 */
export function planCondition(node: ExpressionNode, parts: CodedParts, context: ReadContext): Plan {
  const reads = readsOf(node, context);
  const names = partNamesOf(reads, parts);
  const isSingle = names !== undefined && names.length <= 1;
  if (reads.clock === 'none' && isSingle && isTabled(names, parts)) {
    return { kind: 'atom', node, reads };
  }
  if (reads.clock === 'quarter' || reads.clock === 'minute') {
    if (names?.length === 0 && !reads.level) {
      return { kind: 'clock', node, minutes: reads.clock === 'quarter' ? 15 : 1 };
    }
  }
  if (node.kind === 'operator' && isLogical(node.operator)) {
    return {
      kind: 'logic',
      operator: node.operator,
      parts: node.operands.map(operand => planCondition(operand, parts, context)),
    };
  }
  if (reads.clock === 'none' && names && isTabled(names, parts)) {
    return { kind: 'atom', node, reads };
  }
  if (reads.clock === 'instant' && names?.length === 0 && !reads.level && isOrdered(node)) {
    return { kind: 'instant', node };
  }
  return { kind: 'rows', node };
}

type Logical = Extract<Plan, { kind: 'logic' }>['operator'];

function isLogical(operator: string): operator is Logical {
  return ['&&', '||', '!', '?:'].includes(operator);
}

function isTabled(names: readonly string[], parts: CodedParts): boolean {
  if (names.length === 0) {
    return true;
  }
  const joined = parts.joined(names);
  return (
    joined !== undefined &&
    (names.length === 1 || joined.count <= Math.max(64, parts.columns.rows * MOST_OF_ROWS))
  );
}

/** A comparison with `now` alone on one side, and nothing but constants on the other. */
function isOrdered(node: ExpressionNode): boolean {
  if (node.kind !== 'operator' || !['<', '<=', '>', '>='].includes(node.operator)) {
    return false;
  }
  const others = node.operands.filter(
    operand => !(operand.kind === 'name' && operand.name === 'now'),
  );
  return others.length === 1 && !namesNow(others[0]!);
}

function namesNow(node: ExpressionNode): boolean {
  return (node.kind === 'name' && node.name === 'now') || childrenOf(node).some(namesNow);
}
