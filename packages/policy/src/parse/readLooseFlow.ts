import type { Span } from '@countersign/diagnostics';
import type { LooseEntry, LooseNode } from './LooseDocument';
import { YAML_LIMITS } from './readYaml';

/**
 * Reads a list or mapping between brackets, of which the end may not be typed yet.
 *
 * @param start - Place of its opening bracket.
 * @param limit - Where the lines end that may belong to it.
 * @param comments - Gets the comments between its lines.
 */
export function readLooseFlow(
  text: string,
  start: number,
  limit: number,
  comments: Span[],
): LooseNode {
  return new FlowReader(text, limit, comments).collection(start, 0);
}

class FlowReader {
  constructor(
    private readonly text: string,
    private readonly limit: number,
    private readonly comments: Span[],
  ) {}

  collection(start: number, depth: number): LooseNode {
    const isMap = this.text[start] === '{';
    const entries: LooseEntry[] = [];
    let at = start + 1;
    let last = at;
    for (;;) {
      at = this.skip(at);
      const letter = this.text[at];
      if (at >= this.limit) {
        // Not closed: it reaches as far as something of it stands.
        return node(isMap ? 'map' : 'list', start, last, { entries, closed: false });
      }
      if (letter === '}' || letter === ']') {
        return node(isMap ? 'map' : 'list', start, at + 1, { entries });
      }
      if (letter === ',') {
        at++;
        last = at;
        continue;
      }
      const entry = isMap ? this.member(at, depth) : this.item(at, depth);
      entries.push(entry);
      const end = Math.max(entry.value.span.end, entry.valueStart ?? 0, entry.keySpan.end);
      last = end;
      // Something is always read, so that no letter can hold the reading up.
      at = Math.max(end, at + 1);
    }
  }

  private member(at: number, depth: number): LooseEntry {
    const name = this.scalar(at, true);
    const behind = this.skip(name.span.end);
    const raw = this.text.slice(name.span.start, name.span.end);
    const key = name.style === 'plain' ? raw : raw.slice(1, name.closed ? -1 : undefined);
    if (this.text[behind] !== ':' || behind >= this.limit) {
      const value = node('empty', name.span.end, name.span.end);
      return { key, keySpan: name.span, valueStart: undefined, value };
    }
    return {
      key,
      keySpan: name.span,
      valueStart: behind + 1,
      value: this.value(behind + 1, depth),
    };
  }

  private item(at: number, depth: number): LooseEntry {
    return {
      key: undefined,
      keySpan: { start: at, end: at },
      valueStart: at,
      value: this.value(at, depth),
    };
  }

  private value(from: number, depth: number): LooseNode {
    const at = this.skip(from);
    const letter = this.text[at];
    if (at >= this.limit || letter === ',' || letter === '}' || letter === ']') {
      return node('empty', from, from);
    }
    if ((letter === '{' || letter === '[') && depth < YAML_LIMITS.depth) {
      return this.collection(at, depth + 1);
    }
    return this.scalar(at, false);
  }

  private scalar(at: number, isName: boolean): LooseNode {
    const { text, limit } = this;
    const quote = text[at];
    if (quote === "'" || quote === '"') {
      for (let place = at + 1; place < limit; place++) {
        if (quote === '"' && text[place] === '\\') {
          place++;
        } else if (text[place] === quote) {
          if (quote === "'" && text[place + 1] === "'") {
            place++;
          } else {
            return node('scalar', at, place + 1, { style: quote });
          }
        }
      }
      // A quote that nothing closes ends with its line, and the bracket behind it is taken for one.
      const line = /[\r\n]/.exec(text.slice(at, limit));
      let end = line ? at + line.index : limit;
      while (end > at + 1 && /[\s\]}]/.test(text[end - 1]!)) end--;
      return node('scalar', at, end, { style: quote, closed: false });
    }
    let end = at;
    while (end < limit && !this.endsPlain(end, isName)) end++;
    while (end > at && /\s/.test(text[end - 1]!)) end--;
    return node('scalar', at, Math.max(end, at), { style: 'plain' });
  }

  private endsPlain(at: number, isName: boolean): boolean {
    const letter = this.text[at]!;
    const next = at + 1 < this.limit ? this.text[at + 1]! : ' ';
    return (
      ',{}[]'.includes(letter) ||
      (letter === ':' && /[\s,{}[\]]/.test(next)) ||
      (letter === '#' && /\s/.test(this.text[at - 1] ?? ' ')) ||
      (isName && (letter === '\n' || letter === '\r'))
    );
  }

  /** Passes over white space and comments. */
  private skip(from: number): number {
    let at = from;
    for (; at < this.limit; at++) {
      const letter = this.text[at]!;
      if (letter === '#' && /\s/.test(this.text[at - 1] ?? ' ')) {
        const length = this.text.slice(at, this.limit).search(/[\r\n]/);
        const end = length < 0 ? this.limit : at + length;
        this.comments.push({ start: at, end });
        at = end - 1;
      } else if (!/\s/.test(letter)) {
        break;
      }
    }
    return at;
  }
}

function node(
  kind: LooseNode['kind'],
  start: number,
  end: number,
  rest: Partial<LooseNode> = {},
): LooseNode {
  return {
    kind,
    span: { start, end },
    entries: [],
    flow: kind === 'map' || kind === 'list',
    indent: -1,
    closed: true,
    ...rest,
  };
}
