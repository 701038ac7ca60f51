import type { Expression } from '../../cel/Expression';
import type { ExpressionNode } from '../../cel/ExpressionNode';
import { allOf, type Alternatives } from './Alternatives';
import { alternativesOf, operandsOf } from './alternativesOf';
import { claimOf } from './claimOf';
import type { ReachScope } from './ReachScope';

/** A part of a condition that keeps it from ever being true. Offsets count in its own text. */
export interface Contradiction {
  readonly start: number;
  readonly end: number;
  /** What excludes what, and what to do. */
  readonly message: string;
}

/**
 * Why a condition can never be true, by what it says itself; `undefined` when it can, or when that is
 * not plain. Nothing is said of an expression with faults, or that is
 * no condition.
 *
 * The place is the smallest part that contradicts: of two conditions that exclude each other the
 * second.
 */
export function contradictionIn(
  expression: Expression,
  scope: ReachScope,
): Contradiction | undefined {
  const { syntax, type, constant } = expression;
  const isCondition = type === 'bool' || type === 'dyn';
  if (!syntax || !isCondition || constant === true || !isNever(syntax)) {
    return undefined;
  }
  const { node, message } = locate(syntax);
  return { start: node.start, end: node.end, message };

  function isNever(node: ExpressionNode): boolean {
    return trueWhen(node).length === 0;
  }

  function trueWhen(node: ExpressionNode): Alternatives {
    return alternativesOf(scope, expression, node, 'true');
  }

  function locate(node: ExpressionNode): { node: ExpressionNode; message: string } {
    const conditions = operandsOf(node, '&&');
    if (conditions.length === 1) {
      return { node, message: 'This is never true, whatever the facts. Correct or remove it.' };
    }
    const never = conditions.find(isNever);
    if (never) {
      return locate(never);
    }
    const meanings = conditions.map(trueWhen);
    const excludes = (chosen: readonly Alternatives[]) => allOf(scope, chosen).length === 0;
    const last = conditions.findIndex((_, index) => excludes(meanings.slice(0, index + 1)));
    if (last < 0) {
      // Only together with what else stands around it.
      return { node, message: 'This is never true, whatever the facts. Correct or remove it.' };
    }
    const first = meanings.findIndex(meaning => excludes([meaning, meanings[last]!]));
    const message =
      first >= 0 && first < last
        ? excluding(conditions[first]!, conditions[last]!)
        : exhausted(conditions.slice(0, last + 1));
    return { node: conditions[last]!, message };
  }

  /** Two conditions that cannot both be true. */
  function excluding(one: ExpressionNode, other: ExpressionNode): string {
    const [a, b] = [one, other].map(node => claimOf(scope, expression, node));
    const fault =
      a && b && a.about === b.about
        ? `${a.about === 'the time' ? 'The time' : a.about} cannot be both ${a.says} and ${b.says}`
        : `This is never true where ${sourceOf(one)} is`;
    return `${fault}, so the whole condition is never true. Correct or remove one of the two.`;
  }

  /** Several that leave nothing over. */
  function exhausted(conditions: readonly ExpressionNode[]): string {
    const last = conditions.at(-1)!;
    const about = claimOf(scope, expression, last)?.about;
    const involved = conditions.filter(
      condition => claimOf(scope, expression, condition)?.about === about,
    );
    const isAlone = about !== undefined && allOf(scope, involved.map(trueWhen)).length === 0;
    return isAlone
      ? `Together with the conditions before it this leaves no value that ${about} could have, so the whole condition is never true. Correct or remove one of them.`
      : 'This is never true where the conditions before it are, so the whole condition is never true. Correct or remove one of them.';
  }

  function sourceOf({ start, end }: ExpressionNode): string {
    const text = expression.source.slice(start, end).replace(/\s+/g, ' ');
    return text.length > 60 ? 'what stands before it' : text;
  }
}
