import type { Span } from '@countersign/diagnostics';
import { createCelEnvironment, placeAt, type ExpressionNode } from '@countersign/policy';
import { functionsFor } from '../complete/completeCondition';
import { conditionAt } from '../condition/conditionAt';
import type { PolicyDocumentView } from '../document/PolicyDocumentView';
import type { TextChange } from './TextChange';

/**
 * Asks for an optional fact before it is read: `has(fact) && …` around the smallest operand of `&&`,
 * `||` or the whole condition that reads it. Outside of a `!`, so that an absent fact makes the rule
 * not match.
 */
export function wrapInHas(view: PolicyDocumentView, span: Span): TextChange[] | undefined {
  const condition = conditionAt(view, placeAt(view.loose, span.start), span.start);
  if (!condition) {
    return undefined;
  }
  const { scalar, source, variables } = condition;
  const windows = view.names.of('window').map(({ name }) => name);
  const { syntax } = createCelEnvironment(variables, functionsFor(windows)).compile(source);
  const start = scalar.toValue(span.start);
  const end = scalar.toValue(span.end);
  const path = source.slice(start, end);
  if (!syntax || !/^[A-Za-z_]\w*(\s*\.\s*[A-Za-z_]\w*)+$/.test(path)) {
    return undefined;
  }
  const { node, around } = smallestOperand(syntax, { start, end });
  const needsBrackets = around === '||' || node.operator === '?:';
  const open = scalar.toDocument(node.start, node.start).start;
  const close = scalar.toDocument(node.start, node.end).end;
  const lead = `has(${path}) && `;
  if (!needsBrackets) {
    return [{ start: open, end: open, text: lead }];
  }
  return around === '||'
    ? [
        { start: open, end: open, text: `(${lead}` },
        { start: close, end: close, text: ')' },
      ]
    : [
        { start: open, end: open, text: `${lead}(` },
        { start: close, end: close, text: ')' },
      ];
}

interface Operand {
  readonly node: { readonly start: number; readonly end: number; readonly operator?: string };
  /** The operator that it is an operand of. */
  readonly around: string | undefined;
}

function smallestOperand(root: ExpressionNode, span: Span): Operand {
  let node = root;
  let around: string | undefined;
  for (;;) {
    const inner = truthsIn(node).find(each => each.start <= span.start && span.end <= each.end);
    if (!inner) {
      return { node, around };
    }
    around = node.kind === 'operator' ? node.operator : undefined;
    node = inner;
  }
}

/** The parts of a node that are true or false themselves, and that it only joins. */
function truthsIn(node: ExpressionNode): readonly ExpressionNode[] {
  if (node.kind === 'operator' && (node.operator === '&&' || node.operator === '||')) {
    return node.operands;
  }
  // What a loop asks of each item, except where it makes a list of other things.
  return node.kind === 'loop' && node.macro !== 'map' ? node.body : [];
}
