import type { ExpressionNode } from '../../cel/ExpressionNode';

/**
 * One text for all ways of writing the same thing: without comments, spare brackets, line ends and
 * kinds of quotes. Equal texts mean equal values in one evaluation, as nothing in a condition depends
 * on anything but the facts.
 */
export function canonicalText(node: ExpressionNode): string {
  switch (node.kind) {
    case 'literal':
      return literalText(node.value);
    case 'name':
      return node.name;
    case 'member':
      return `${canonicalText(node.of)}.${node.name}`;
    case 'index':
      return `${canonicalText(node.of)}[${canonicalText(node.index)}]`;
    case 'has':
      return `has(${canonicalText(node.member)})`;
    case 'loop':
      return `${canonicalText(node.over)}.${node.macro}(${[node.variable, ...node.body.map(canonicalText)].join(', ')})`;
    case 'list':
      return `[${node.items.map(canonicalText).join(', ')}]`;
    case 'map':
      return `{${node.entries.map(([key, value]) => `${canonicalText(key)}: ${canonicalText(value)}`).join(', ')}}`;
    case 'call': {
      // CEL has size as a function and as a method.
      const isSize = node.name === 'size' && node.target !== undefined;
      const values = isSize ? [node.target, ...node.values] : node.values;
      const target = node.target && !isSize ? `${canonicalText(node.target)}.` : '';
      return `${target}${node.name}(${values.map(canonicalText).join(', ')})`;
    }
    case 'operator': {
      const operands = node.operands.map(operand =>
        operand.kind === 'operator' ? `(${canonicalText(operand)})` : canonicalText(operand),
      );
      if (node.operator === '?:') {
        return `${operands[0]} ? ${operands[1]} : ${operands[2]}`;
      }
      return operands.length === 1
        ? `${node.operator}${operands[0]}`
        : operands.join(` ${node.operator} `);
    }
  }
}

/** The same number as int, uint and double is three values. */
function literalText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isInteger(value) ? `${value}.0` : String(value);
    case 'object':
      if (value instanceof Uint8Array) {
        return `bytes[${value.join()}]`;
      }
      return value === null ? 'null' : `${String(value.valueOf())}u`;
    default:
      return String(value);
  }
}
