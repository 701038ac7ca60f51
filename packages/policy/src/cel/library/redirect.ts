import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import type { CelFunction } from '../CelDeclaration';
import type { NamedValues } from '../NamedValues';
import { bytesOf } from './bytesOf';
import { hasMember } from './hasMember';
import { HIDDEN } from './hidden';
import { libraryChildren, libraryNode } from './LibraryNode';
import { mendTypes } from './mendTypes';
import { replacementFor } from './replacedFunctions';

/** What calls are redirected to. */
export interface Redirection {
  /** The text as it was written. */
  readonly source: string;
  readonly environment: Environment;
  readonly functions: readonly CelFunction[];
  readonly named: NamedValues;
}

/**
 * Changes a tree before it is checked: puts our functions in the place of the library's, hands the
 * variables that our own functions read to them, and what a literal names in the place of its text.
 */
export function redirect(node: ASTNode, to: Redirection): void {
  libraryChildren(node).forEach(child => redirect(child, to));
  if (node.op === 'value' && node.args instanceof Uint8Array) {
    (node as { args: unknown }).args = bytesOf(to.source.slice(node.start, node.end));
    return;
  }
  mendTypes(node);
  const replacement = replacementFor(node);
  if (replacement) {
    (node.args as unknown[])[0] = replacement;
  } else if (node.op === 'call') {
    const [name, [member]] = node.args as [string, ASTNode[]];
    if (name === 'has' && member?.op === '.') {
      libraryNode(node).setMeta('macro', hasMember(member));
    }
    const declared = to.functions.find(candidate => candidate.name === name);
    if (declared) {
      redirectCall(node.args as [string, ASTNode[]], declared, to);
    }
  }
}

function redirectCall(args: [string, ASTNode[]], declared: CelFunction, to: Redirection): void {
  const [, values] = args;
  declared.literals?.forEach((parameter, index) => {
    const value = values[index];
    const named = parameter && to.named[parameter.noun];
    if (value?.op === 'value' && named) {
      // It is checked as the text that it is, and gives what that text names.
      const meant = named.get(String(value.args));
      libraryNode(value).setMeta('evaluate', () => meant);
    }
  });
  if (declared.reads?.length) {
    values.unshift(...declared.reads.map(name => to.environment.parse(name).ast));
    args[0] = HIDDEN + declared.name;
  }
}
