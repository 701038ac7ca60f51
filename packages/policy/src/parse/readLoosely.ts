import type { LooseDocument, LooseEntry, LooseLine, LooseNode } from './LooseDocument';
import { readLooseFlow } from './readLooseFlow';
import { YAML_LIMITS } from './readYaml';
import { splitLooseLines } from './splitLooseLines';
import { structureNames } from './structureNames';

/**
 * Reads the structure of a text that is being typed, from its lines and their indentation. A parser
 * of YAML has to give up much behind a quote that is not closed or a name without its colon; here a
 * line weighs only for itself and for what is indented below it. On a text without faults the
 * structure is YAML's own, which a test holds against the parser of npm's `yaml`.
 *
 * One pass over the text, nothing throws; nothing is read of a text that is longer than a policy may
 * be.
 */
export function readLoosely(text: string): LooseDocument {
  return new LooseReader(text.length > YAML_LIMITS.length ? '' : text, text).read();
}

const STRUCTURE_NAMES = structureNames();

/** A mapping or list that following lines may add to. */
interface Open {
  readonly node: LooseNode;
  readonly indent: number;
}

class LooseReader {
  private readonly lines: LooseLine[];
  private readonly comments: { start: number; end: number }[] = [];
  private readonly root: LooseNode = emptyNode(0);
  private readonly stack: Open[] = [];

  constructor(
    private readonly text: string,
    private readonly whole: string,
  ) {
    this.lines = splitLooseLines(text);
  }

  read(): LooseDocument {
    let at = 0;
    while (at < this.lines.length) {
      const line = this.lines[at]!;
      if (line.content === line.end) {
        at++;
      } else if (this.text[line.content] === '#') {
        this.comments.push({ start: line.content, end: line.end });
        at++;
      } else if (line.column === 0 && /^(---|\.\.\.)\s*$/.test(this.slice(line.start, line.end))) {
        // A second document is a fault of its own; what stands in it is not the policy's.
        at = this.root.kind === 'empty' ? at + 1 : this.lines.length;
      } else {
        at = this.readLine(at);
      }
    }
    closeSpans(this.root);
    return { text: this.whole, lines: this.lines, root: this.root, comments: this.comments };
  }

  /** Reads what begins on a line; returns the number of the next line to read. */
  private readLine(number: number): number {
    const { end, content, column: first } = this.lines[number]!;
    let at = content;
    let column = first;
    for (;;) {
      if (this.isDash(at, end)) {
        const entry = this.item(column, at);
        const next = this.skipBlanks(at + 1, end);
        column += next - at;
        at = next;
        if (this.isNothing(at, end)) {
          this.note(at, end);
          return number + 1;
        }
        if (
          this.stack.length > YAML_LIMITS.depth ||
          (!this.isDash(at, end) && this.keyAt(at, end) === undefined)
        ) {
          return this.readValue(entry, at, number, column - 1, false);
        }
        continue;
      }
      const colon = this.keyAt(at, end);
      if (colon === undefined) {
        return this.readHalfTyped(at, column, number);
      }
      const keyEnd = this.trimEnd(at, colon);
      const entry = this.member(column, at, keyEnd, colon + 1);
      const value = this.skipBlanks(colon + 1, end);
      if (this.isNothing(value, end)) {
        this.note(value, end);
        return number + 1;
      }
      return this.readValue(entry, value, number, column, false);
    }
  }

  /** A line without a colon: a value under its name, or a name whose colon is still to come. */
  private readHalfTyped(at: number, column: number, number: number): number {
    const { end } = this.lines[number]!;
    if (this.root.kind === 'empty' && '{['.includes(this.text[at]!)) {
      Object.assign(this.root, readLooseFlow(this.text, at, this.text.length, this.comments));
      return this.lines.length;
    }
    const open = [...this.stack];
    this.closeDeeper(column);
    const top = this.stack.at(-1);
    const slot = top?.node.entries.at(-1);
    if (top && slot && column > top.indent && slot.value.kind === 'empty') {
      return this.readValue(slot, at, number, top.indent, true);
    }
    const stop = this.plainEnd(at, end, false);
    this.member(column, at, stop, undefined);
    if (open.length > this.stack.length && !STRUCTURE_NAMES.has(this.slice(at, stop))) {
      // Somebody types further out than what surrounds the line; what follows still belongs there.
      this.stack.splice(0, this.stack.length, ...open);
    }
    this.note(this.skipBlanks(stop, end), end);
    return number + 1;
  }

  /** A scalar or a flow behind a name or dash; `parent` is the column of what holds it. */
  private readValue(
    entry: LooseEntry,
    start: number,
    number: number,
    parent: number,
    alone: boolean,
  ): number {
    let at = start;
    const { end } = this.lines[number]!;
    // Anchors and tags are no part of the language; what stands behind them still is.
    for (let mark; (mark = /^[&!][^\s,[\]{}]*[ \t]+(?=[^\s#])/.exec(this.slice(at, end)));) {
      at += mark[0].length;
    }
    const letter = this.text[at]!;
    if (/^[|>][-+0-9]{0,2}[ \t]*(?:[ \t]#.*)?$/.test(this.slice(at, end))) {
      return this.readBlock(entry, at, number, parent);
    }
    if (letter === '{' || letter === '[') {
      const limit = this.limitOf(number, parent);
      entry.value = readLooseFlow(this.text, at, limit, this.comments);
      return this.after(entry.value.span.end, number);
    }
    if (letter === "'" || letter === '"') {
      const close = this.closingQuote(at, number, parent);
      entry.value = scalarNode(at, close ?? this.trimEnd(at, end), letter, close !== undefined);
      return this.after(entry.value.span.end, number);
    }
    return this.readPlain(entry, at, number, parent, alone);
  }

  private readPlain(
    entry: LooseEntry,
    at: number,
    number: number,
    parent: number,
    alone: boolean,
  ): number {
    let last = number;
    let stop = this.plainEnd(at, this.lines[number]!.end, true);
    for (let next = number + 1; stop === this.contentEnd(last); next++) {
      const line = this.lines[next];
      if (!line || (line.content < line.end && !this.continuesPlain(line, parent))) {
        break;
      }
      if (line.content < line.end) {
        last = next;
        stop = this.plainEnd(line.content, line.end, true);
      }
    }
    entry.value = { ...scalarNode(at, stop, 'plain', true), alone };
    const { end } = this.lines[last]!;
    this.note(this.skipBlanks(stop, end), end);
    return last + 1;
  }

  /** Lines of a block run on as long as they are blank or indented deeper than what holds it. */
  private readBlock(entry: LooseEntry, at: number, number: number, parent: number): number {
    const header = this.lines[number]!;
    const style = this.text[at] as '|' | '>';
    const mark = this.slice(at, header.end).indexOf('#');
    if (mark >= 0) {
      this.comments.push({ start: at + mark, end: header.end });
    }
    let next = number + 1;
    let stop = mark >= 0 ? this.trimEnd(at, at + mark) : this.contentEnd(number);
    for (; next < this.lines.length; next++) {
      const line = this.lines[next]!;
      if (line.content < line.end) {
        if (line.column <= parent) {
          break;
        }
        stop = this.contentEnd(next);
      }
    }
    entry.value = scalarNode(at, stop, style, true);
    return next;
  }

  /** Adds a member to the mapping that a column belongs to. */
  private member(
    column: number,
    start: number,
    end: number,
    valueStart: number | undefined,
  ): LooseEntry {
    const name = this.slice(start, end);
    const entry: LooseEntry = {
      key: /^(['"]).*\1$/.test(name) ? name.slice(1, -1) : name,
      keySpan: { start, end },
      valueStart,
      value: emptyNode(valueStart ?? end),
    };
    this.mapAt(column, start).entries.push(entry);
    return entry;
  }

  private item(column: number, at: number): LooseEntry {
    const entry: LooseEntry = {
      key: undefined,
      keySpan: { start: at, end: at + 1 },
      valueStart: at + 1,
      value: emptyNode(at + 1),
    };
    this.listAt(column, at).entries.push(entry);
    return entry;
  }

  private mapAt(column: number, start: number): LooseNode {
    this.closeDeeper(column);
    let top = this.stack.at(-1);
    if (top?.node.kind === 'list' && top.indent === column) {
      const below = this.stack.at(-2);
      if (below?.node.kind === 'map' && below.indent === column) {
        this.stack.pop();
        return below.node;
      }
      // A name that lies under its dash belongs to that item, though it is not indented enough.
      const item = top.node.entries.at(-1)!;
      top = { node: { ...emptyNode(start), entries: [item] }, indent: -1 };
    } else if (top?.node.kind === 'map' && top.indent >= column) {
      return top.node;
    }
    if (!top) {
      return this.open(this.root, 'map', column, start);
    }
    const slot = top.node.entries.at(-1)!;
    let holder = slot.value;
    while (holder.kind === 'list' && !holder.flow && holder.entries.length > 0) {
      holder = holder.entries.at(-1)!.value;
    }
    if (holder.kind === 'map' && !holder.flow) {
      this.stack.push({ node: holder, indent: holder.indent });
      return holder;
    }
    const before = holder.alone ? holder.span : undefined;
    const node = this.open(holder.flow ? emptyNode(start) : holder, 'map', column, start);
    if (before) {
      // What stood alone under its name was a member's name without its colon.
      node.span = { start: before.start, end: before.start };
      node.entries.push({
        key: this.slice(before.start, before.end),
        keySpan: before,
        valueStart: undefined,
        value: emptyNode(before.end),
      });
    }
    return node;
  }

  private listAt(column: number, start: number): LooseNode {
    this.closeDeeper(column);
    const top = this.stack.at(-1);
    if (top?.node.kind === 'list' && top.indent === column) {
      return top.node;
    }
    if (!top) {
      return this.open(this.root, 'list', column, start);
    }
    const value = top.node.entries.at(-1)?.value;
    if (value?.kind === 'list' && !value.flow) {
      this.stack.push({ node: value, indent: value.indent });
      return value;
    }
    // Where no list can be, what follows is read for itself and belongs to nothing.
    return this.open(value?.kind === 'empty' ? value : emptyNode(start), 'list', column, start);
  }

  private open(node: LooseNode, kind: 'map' | 'list', indent: number, start: number): LooseNode {
    Object.assign(node, {
      kind,
      indent,
      flow: false,
      closed: true,
      style: undefined,
      alone: false,
      entries: [],
      span: { start, end: start },
    });
    this.stack.push({ node, indent });
    return node;
  }

  private closeDeeper(column: number): void {
    while (this.stack.length > 1 && this.stack.at(-1)!.indent > column) {
      this.stack.pop();
    }
  }

  /** The colon behind a name, if one stands at this place. */
  private keyAt(at: number, end: number): number | undefined {
    const { text } = this;
    let from = at;
    if (text[at] === "'" || text[at] === '"') {
      const close = text.indexOf(text[at]!, at + 1);
      if (close < 0 || close >= end) {
        return undefined;
      }
      from = this.skipBlanks(close + 1, end);
      return text[from] === ':' && from < end && isGap(text, from + 1, end) ? from : undefined;
    }
    if ('{}[],#|>&*!%@`'.includes(text[at]!)) {
      return undefined;
    }
    for (let place = from; place < end; place++) {
      if (text[place] === ':' && isGap(text, place + 1, end)) {
        return place;
      }
      if (text[place] === '#' && /[ \t]/.test(text[place - 1]!)) {
        return undefined;
      }
    }
    return undefined;
  }

  private continuesPlain(line: LooseLine, parent: number): boolean {
    if (line.column <= parent || this.text[line.content] === '#') {
      return false;
    }
    let at = line.content;
    while (this.isDash(at, line.end)) {
      at = this.skipBlanks(at + 1, line.end);
    }
    return at < line.end && this.keyAt(at, line.end) === undefined;
  }

  private isDash(at: number, end: number): boolean {
    return this.text[at] === '-' && at < end && isGap(this.text, at + 1, end);
  }

  /** Whether nothing but a comment follows. */
  private isNothing(at: number, end: number): boolean {
    return at >= end || this.text[at] === '#';
  }

  private note(at: number, end: number): void {
    if (at < end && this.text[at] === '#') {
      this.comments.push({ start: at, end });
    }
  }

  /** The end of a plain text that begins here: where its line ends, or a comment begins. */
  private plainEnd(at: number, end: number, isValue: boolean): number {
    const comment = this.slice(at, end).search(/[ \t]#/);
    return comment < 0
      ? this.trimEnd(at, end)
      : Math.max(this.trimEnd(at, at + comment), isValue ? at : at + 1);
  }

  /** The end of the lines that may belong to what is open on this one. */
  private limitOf(number: number, parent: number): number {
    let { end } = this.lines[number]!;
    for (let next = number + 1; next < this.lines.length; next++) {
      const line = this.lines[next]!;
      const isClosing = /[\]}]/.test(this.text[line.content] ?? '') && line.column >= parent;
      if (line.content < line.end && line.column <= parent && !isClosing) {
        break;
      }
      end = line.end;
    }
    return end;
  }

  /** Behind the closing quote, if there is one on the lines that may belong to the text. */
  private closingQuote(at: number, number: number, parent: number): number | undefined {
    const { text } = this;
    const quote = text[at]!;
    let from = at + 1;
    let { end } = this.lines[number]!;
    let limit: number | undefined;
    for (;;) {
      for (; from < end; from++) {
        if (quote === '"' && text[from] === '\\') {
          from++;
        } else if (text[from] === quote) {
          if (quote === "'" && text[from + 1] === "'") {
            from++;
          } else {
            return from + 1;
          }
        }
      }
      if (limit !== undefined) {
        return undefined;
      }
      limit = this.limitOf(number, parent);
      end = limit;
    }
  }

  /** The number of the line behind an offset; what else stands on its line is passed over. */
  private after(offset: number, number: number): number {
    let last = number;
    while (last + 1 < this.lines.length && this.lines[last + 1]!.start <= offset) {
      last++;
    }
    const { end } = this.lines[last]!;
    const rest = /[ \t]#/.exec(this.slice(offset, end));
    if (rest) {
      this.comments.push({ start: offset + rest.index + 1, end });
    }
    return last + 1;
  }

  private contentEnd(number: number): number {
    const { content, end } = this.lines[number]!;
    return this.trimEnd(content, end);
  }

  private trimEnd(start: number, end: number): number {
    let last = end;
    while (last > start && (this.text[last - 1] === ' ' || this.text[last - 1] === '\t')) last--;
    return last;
  }

  private skipBlanks(at: number, end: number): number {
    let next = at;
    while (next < end && (this.text[next] === ' ' || this.text[next] === '\t')) next++;
    return next;
  }

  private slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }
}

function isGap(text: string, at: number, end: number): boolean {
  return at >= end || text[at] === ' ' || text[at] === '\t';
}

function emptyNode(at: number): LooseNode {
  return {
    kind: 'empty',
    span: { start: at, end: at },
    entries: [],
    flow: false,
    indent: -1,
    closed: true,
  };
}

function scalarNode(
  start: number,
  end: number,
  style: NonNullable<LooseNode['style']>,
  closed: boolean,
): LooseNode {
  return { ...emptyNode(start), kind: 'scalar', span: { start, end }, style, closed };
}

/** Gives mappings and lists their ends, which are known once everything in them is. */
function closeSpans(node: LooseNode): void {
  if (node.flow || node.entries.length === 0) {
    return;
  }
  for (const entry of node.entries) {
    closeSpans(entry.value);
  }
  let { end } = node.span;
  for (const { keySpan, value } of node.entries) {
    end = Math.max(end, keySpan.end, value.kind === 'empty' ? 0 : value.span.end);
  }
  node.span = { start: node.span.start, end };
}
