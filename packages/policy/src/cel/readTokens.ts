/** The words and signs of an expression, without white space and comments. */
export interface Tokens {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Index of the token that starts at an offset. */
  startingAt(offset: number): number;
  /** Index of the token that ends at an offset. */
  endingAt(offset: number): number;
}

/**
 * Splits the text of an expression, one that the parser has read without fault, into its tokens.
 * The parser gives no place to brackets and dots; what stands around a node is found here.
 */
export function readTokens(source: string): Tokens {
  const starts: number[] = [];
  const ends: number[] = [];
  const byStart = new Map<number, number>();
  const byEnd = new Map<number, number>();
  for (const match of source.matchAll(TOKEN)) {
    if (match[1] !== undefined) {
      const end = match.index + match[0].length;
      byStart.set(match.index, starts.length);
      byEnd.set(end, starts.length);
      starts.push(match.index);
      ends.push(end);
    }
  }
  return {
    starts,
    ends,
    startingAt: offset => byStart.get(offset) ?? -1,
    endingAt: offset => byEnd.get(offset) ?? -1,
  };
}

/** White space, a comment, or (captured) a text in quotes, a word or number, a sign. */
const TOKEN =
  /[ \t\r\n]+|\/\/[^\n]*|((?:\b[bBrR])?(?:'''(?:\\[^]|[^\\])*?'''|"""(?:\\[^]|[^\\])*?"""|'(?:\\[^]|[^\\'])*'|"(?:\\[^]|[^\\"])*")|\w+|&&|\|\||[=!<>]=|[^])/g;
