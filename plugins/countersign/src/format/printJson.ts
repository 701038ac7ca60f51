import type { JsonValue } from '@countersign/model';

/**
 * Prints JSON as `JSON.stringify(value, null, 2)` does, but keeps on one line what fits there, so
 * that a few parameters do not take a whole screen.
 *
 * @param width characters to a line before a list or an object is broken up.
 */
export function printJson(value: JsonValue, width = 76, indent = ''): string {
  const oneLine = printOnOneLine(value);
  if (indent.length + oneLine.length <= width || typeof value !== 'object' || value === null) {
    return oneLine;
  }
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const members = Array.isArray(value)
    ? value.map(item => inner + printJson(item, width, inner))
    : Object.entries(value).map(
        ([name, member]) =>
          `${inner}${JSON.stringify(name)}: ${printJson(member as JsonValue, width, inner)}`,
      );
  return `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

function printOnOneLine(value: JsonValue): string {
  if (Array.isArray(value)) {
    return `[${value.map(printOnOneLine).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) => `${JSON.stringify(name)}: ${printOnOneLine(member as JsonValue)}`,
    );
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return JSON.stringify(value);
}
