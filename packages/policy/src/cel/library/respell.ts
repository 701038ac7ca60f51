import type { ASTNode } from '@marcbachmann/cel-js';
import { CelFault } from '../CelFault';
import { libraryChildren } from './LibraryNode';

/** A text that the library's parser reads, as long as the original and with the same places. */
export interface Respelled {
  readonly text: string;
  /** Names in backticks, by the word that stands for each. */
  readonly quoted: ReadonlyMap<string, string>;
}

/**
 * Puts what the library's parser does not know in words that it does: names in backticks
 * (`` a.`content-type` ``), and raw bytes (`br'\d'`), whose value is read from the original later.
 */
export function respell(source: string): Respelled {
  if (!/`|[bB][rR]['"]/.test(source)) {
    return { text: source, quoted: NONE };
  }
  const quoted = new Map<string, string>();
  const text = source.replace(TOKEN, (token: string, name?: string, quote?: string) => {
    if (name !== undefined) {
      const word = freeWord(token.length, source, quoted);
      quoted.set(word, name);
      return word;
    }
    if (quote !== undefined) {
      const content = token.slice(2 + quote.length, -quote.length);
      return `b${quote}x${content.replace(/[\\'"]/g, 'x')}${quote}`;
    }
    return token;
  });
  return { text, quoted };
}

/** Puts the names that stood in backticks back into the tree. */
export function restoreNames(node: ASTNode, quoted: ReadonlyMap<string, string>): void {
  if (quoted.size === 0) {
    return;
  }
  libraryChildren(node).forEach(child => restoreNames(child, quoted));
  const args = node.args as unknown[];
  if (node.op === '.') {
    args[1] = quoted.get(node.args[1]) ?? args[1];
  } else {
    const name = node.op === 'id' ? node.args : /call$/.test(node.op) ? args[0] : undefined;
    if (quoted.has(name as string)) {
      throw new CelFault('syntax', MISPLACED, node.start, node.end);
    }
  }
}

const NONE: ReadonlyMap<string, string> = new Map();
const MISPLACED = 'Backticks quote the name of a member, as in a.`content-type`.';

/** A comment, a text in quotes, (captured) a name in backticks, raw bytes with their quotes. */
const TOKEN =
  /\/\/[^\n]*|`([\w./ -]+)`|\b[bB][rR](?=('''|"""|'|"))(?:'''[^]*?'''|"""[^]*?"""|'[^'\n\r]*'|"[^"\n\r]*")|'''(?:\\[^]|[^\\])*?'''|"""(?:\\[^]|[^\\])*?"""|'(?:\\[^]|[^\\'])*'|"(?:\\[^]|[^\\"])*"/g;

/** A word of some length that the text does not use. */
function freeWord(length: number, source: string, used: ReadonlyMap<string, string>): string {
  for (let index = 0; ; index++) {
    const word = index.toString(36).padStart(length, '_');
    if (word.length > length) {
      throw new CelFault('syntax', 'There are too many names in backticks.', 0, source.length);
    }
    if (/^[a-z_]/.test(word) && !used.has(word) && !source.includes(word)) {
      return word;
    }
  }
}
