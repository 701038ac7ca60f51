/** A word or sign of a condition that may be half-typed. */
export interface ConditionToken {
  readonly kind: 'word' | 'number' | 'text' | 'sign' | 'comment';
  readonly start: number;
  readonly end: number;
  /** As it is written; of a text what stands between its quotes. */
  readonly text: string;
  /** Of a text: whether its closing quote is there. */
  readonly closed: boolean;
}

/**
 * Splits a condition in any state: a text that is not closed reaches to the end. CEL's own lexical
 * rules otherwise (cel-spec, langdef.md, "Syntax").
 */
export function conditionTokens(source: string): ConditionToken[] {
  const tokens: ConditionToken[] = [];
  const pattern = new RegExp(TOKEN, 'gy');
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const start = match.index;
    const end = pattern.lastIndex;
    const [whole, comment, quoted, number, word, sign] = match;
    if (comment !== undefined) {
      tokens.push({ kind: 'comment', start, end, text: comment, closed: true });
    } else if (quoted !== undefined) {
      const quotes = /^[bBrR]?('''|"""|'|")/.exec(quoted)!;
      const closed = quoted.length > quotes[0].length && quoted.endsWith(quotes[1]!);
      const text = quoted.slice(quotes[0].length, closed ? -quotes[1]!.length : undefined);
      tokens.push({ kind: 'text', start, end, text, closed });
    } else if (number !== undefined) {
      tokens.push({ kind: 'number', start, end, text: number, closed: true });
    } else if (word !== undefined || sign !== undefined) {
      tokens.push({
        kind: word === undefined ? 'sign' : 'word',
        start,
        end,
        text: whole,
        closed: true,
      });
    }
  }
  return tokens;
}

/** Where the letters of a text begin, behind its quotes. */
export function insideOf(token: ConditionToken, source: string): number {
  return token.start + /^[bBrR]?('''|"""|'|")/.exec(source.slice(token.start))![0].length;
}

const TOKEN =
  /\s+|(\/\/[^\n]*)|((?:\b[bBrR])?(?:'''(?:\\[^]|[^\\])*?(?:'''|$)|"""(?:\\[^]|[^\\])*?(?:"""|$)|'(?:\\[^]|[^\\'\n])*(?:'|$|(?=\n))|"(?:\\[^]|[^\\"\n])*(?:"|$|(?=\n))))|(\d[\w.]*)|([A-Za-z_]\w*)|(&&|\|\||[=!<>]=|[^])/
    .source;
