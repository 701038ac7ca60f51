import type { ASTNode } from '@marcbachmann/cel-js';
import { CONVERSIONS } from './conversions';
import { HIDDEN } from './hidden';
import type { ReplacedFunction } from './ReplacedFunction';
import { TEXTS } from './texts';
import { TIMES } from './times';

/** Every function and method that stands in the place of one of the library's. */
export const REPLACED_FUNCTIONS: readonly ReplacedFunction[] = [...CONVERSIONS, ...TEXTS, ...TIMES];

/**
 * What the library has and CEL has not, or what optional values would need: no condition may call
 * it.
 */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  ...['.json', '.hex', '.string', '.base64', '.at'],
  ...['.hasValue', '.value', '.or', '.orValue', '.none', '.of'],
]);

/** Our name for a call, or `undefined` where the library's own is used. */
export function replacementFor(node: ASTNode): string | undefined {
  const isMethod = node.op === 'rcall';
  if (!isMethod && node.op !== 'call') {
    return undefined;
  }
  const args = node.args as [string, ...unknown[]];
  const values = args[isMethod ? 2 : 1] as ASTNode[];
  return REPLACED.has(keyOf(isMethod, args[0], values.length)) ? HIDDEN + args[0] : undefined;
}

function keyOf(isMethod: boolean, name: string, count: number): string {
  return `${isMethod ? '.' : ''}${name}/${count}`;
}

const REPLACED = new Set(
  REPLACED_FUNCTIONS.map(({ name, on, of }) => keyOf(on !== undefined, name, of.length)),
);
