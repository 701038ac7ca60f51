import type { Scalar } from 'yaml';
import type { Span } from '@countersign/diagnostics';

/** The place in the document of a piece of a scalar's value. */
export type SpanMap = (start: number, end: number) => Span;

/**
 * A map from the offsets of a scalar's value to offsets in the document, through indentation,
 * folding, quotes and escapes (YAML 1.2.2, chapters 7.3 and 8.1). The YAML library has none.
 *
 * The value is decoded a second time, letter by letter with its place. Where that does not give the
 * library's value, nothing is promised.
 *
 * @returns `undefined` when the value could not be reproduced; then mark the whole scalar.
 */
export function scalarSpans(text: string, node: Scalar.Parsed): SpanMap | undefined {
  const [start, end] = node.range;
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
    return blockSpans(text, node);
  }
  const source = new Decoded();
  switch (node.type) {
    case 'PLAIN':
      decodeFolded(text, start, end, source, false);
      break;
    case 'QUOTE_SINGLE':
      decodeFolded(text, start + 1, end - 1, source, true);
      break;
    case 'QUOTE_DOUBLE':
      decodeDoubleQuoted(text, start + 1, end - 1, source);
      break;
    default:
      return undefined;
  }
  return source.value === node.value ? source.spans(start) : undefined;
}

/**
 * A block whose header gives its indentation counts it from what holds the block, which is not known
 * here; each possible one is tried. Otherwise its first line shows it.
 */
function blockSpans(text: string, node: Scalar.Parsed): SpanMap | undefined {
  const [start, end] = node.range;
  const shown = blockIndent(text, splitLines(text, start, end).slice(1));
  const isGiven = /^[|>][-+]?[1-9]/.test(text.slice(start, start + 3));
  for (let indent = shown; indent >= (isGiven ? 1 : shown); indent--) {
    const source = new Decoded();
    decodeBlock(text, start, end, indent, source);
    if (source.value === node.value) {
      return source.spans(start);
    }
  }
  return undefined;
}

/** A value under construction: each of its code units with the piece of the document it stands for. */
class Decoded {
  value = '';
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** Adds a text whose every code unit stands for the same piece. */
  put(text: string, start: number, end: number): void {
    this.value += text;
    for (let unit = 0; unit < text.length; unit++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** Adds a piece of the document as it is. */
  copy(document: string, start: number, end: number): void {
    this.value += document.slice(start, end);
    for (let at = start; at < end; at++) {
      this.starts.push(at);
      this.ends.push(at + 1);
    }
  }

  spans(empty: number): SpanMap {
    const { starts, ends } = this;
    return (start, end) => {
      const from = starts[start] ?? ends.at(-1) ?? empty;
      return { start: from, end: Math.max(from, end > start ? (ends[end - 1] ?? from) : from) };
    };
  }
}

/** Plain and single-quoted scalars: lines are trimmed where they break, and joined. */
function decodeFolded(
  text: string,
  start: number,
  end: number,
  out: Decoded,
  quoted: boolean,
): void {
  const lines = splitLines(text, start, end);
  lines.forEach((line, index) => {
    let from = line.start;
    let to = line.end;
    if (index > 0) {
      while (from < to && isBlank(text, from)) from++;
    }
    if (index < lines.length - 1) {
      while (to > from && isBlank(text, to - 1)) to--;
    }
    if (index > 0) {
      const emptyBefore = index > 1 && isEmptyLine(text, lines[index - 1]!);
      const isLast = index === lines.length - 1;
      if (from === to && !isLast) {
        // An empty line is a line break; the first break before it has given nothing yet.
        if (emptyBefore) {
          out.put('\n', line.start - 1, line.start);
        }
      } else {
        out.put(emptyBefore ? '\n' : ' ', lines[index - 1]!.end, from);
      }
    }
    for (let at = from; at < to; at++) {
      if (quoted && text[at] === "'" && text[at + 1] === "'") {
        out.put("'", at, at + 2);
        at++;
      } else {
        out.copy(text, at, at + 1);
      }
    }
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const CODE_LENGTHS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function decodeDoubleQuoted(text: string, start: number, end: number, out: Decoded): void {
  let at = start;
  while (at < end) {
    const letter = text[at]!;
    if (letter === '\\') {
      at = decodeEscape(text, at, out);
      continue;
    }
    if (letter !== ' ' && letter !== '\t' && !isBreak(text, at)) {
      out.copy(text, at, at + 1);
      at++;
      continue;
    }
    // White space: kept inside a line, dropped around a break; n breaks give n - 1 line feeds.
    const from = at;
    let breaks = 0;
    while (at < end && (isBlank(text, at) || isBreak(text, at))) {
      breaks += text[at] === '\n' ? 1 : 0;
      at++;
    }
    if (breaks === 0) {
      out.copy(text, from, at);
    } else {
      out.put(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), from, at);
    }
  }
}

function decodeEscape(text: string, at: number, out: Decoded): number {
  const letter = text[at + 1] ?? '';
  const length = CODE_LENGTHS[letter];
  if (length !== undefined) {
    const end = at + 2 + length;
    const code = parseInt(text.slice(at + 2, end), 16);
    out.put(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', at, end);
    return end;
  }
  if (letter === '\n' || letter === '\r') {
    // An escaped break joins two lines without a space.
    let end = at + (letter === '\r' ? 3 : 2);
    while (isBlank(text, end)) end++;
    return end;
  }
  out.put(ESCAPES[letter] ?? `\\${letter}`, at, at + 2);
  return at + 2;
}

/** Block scalars, `|` and `>`: indentation is cut, `>` joins lines, the header says what ends it. */
function decodeBlock(text: string, start: number, end: number, indent: number, out: Decoded): void {
  const [header, ...lines] = splitLines(text, start, end);
  const marks = /^[|>]([-+0-9]*)/.exec(text.slice(header!.start, header!.end))?.[1] ?? '';
  const isFolded = text[start] === '>';
  const chomp = marks.includes('+') ? '+' : marks.includes('-') ? '-' : '';
  if (lines.at(-1)?.start === lines.at(-1)?.end) {
    lines.pop();
  }

  // Only spaces indent: a line of a tab has content, and one with more spaces than the block too.
  const isEmpty = (line: Line) => contentStart(text, line) === line.end;
  const isIndented = (line: Line) =>
    contentStart(text, line) > line.start + indent || text[contentStart(text, line)] === '\t';
  let contentEnd = lines.findLastIndex(line => !isEmpty(line)) + 1;
  contentEnd = Math.max(contentEnd, contentEnd && lines.findLastIndex(isIndented) + 1);
  const first = lines.findIndex(line => !isEmpty(line));

  // The break that is owed before the next line, with its place.
  const owed = { text: '', at: start };
  let afterIndented = false;
  lines.slice(0, contentEnd).forEach((line, index) => {
    const from = Math.min(line.start + indent, line.end);
    if (index < first) {
      out.copy(text, from, line.end);
      out.put('\n', line.end, line.breakEnd);
    } else if (!isFolded) {
      out.put(owed.text, owed.at, from);
      out.copy(text, from, line.end);
      owed.text = '\n';
      owed.at = line.end;
    } else if (isIndented(line)) {
      if (owed.text === ' ') {
        owed.text = '\n';
      } else if (owed.text === '\n' && !afterIndented) {
        owed.text = '\n\n';
      }
      out.put(owed.text, owed.at, from);
      out.copy(text, from, line.end);
      owed.text = '\n';
      owed.at = line.end;
      afterIndented = true;
    } else if (isEmpty(line)) {
      if (owed.text === '\n') {
        out.put('\n', owed.at, line.start);
        owed.at = line.start;
      } else {
        owed.text = '\n';
      }
    } else {
      out.put(owed.text, owed.at, from);
      out.copy(text, from, line.end);
      owed.text = ' ';
      owed.at = line.end;
      afterIndented = false;
    }
  });
  if (chomp === '-') {
    return;
  }
  const last = lines[contentEnd - 1];
  if (last && (chomp === '' || last.breakEnd > last.end || contentEnd === lines.length)) {
    out.put('\n', last.end, last.breakEnd);
  }
  if (chomp === '+') {
    for (const line of lines.slice(contentEnd)) {
      out.copy(text, Math.min(line.start + indent, line.end), line.end);
      out.put('\n', line.end, line.breakEnd);
    }
  }
}

function blockIndent(text: string, lines: readonly Line[]): number {
  const first = lines.find(line => contentStart(text, line) < line.end);
  return first ? contentStart(text, first) - first.start : 0;
}

/** Where the spaces that indent a line end. */
function contentStart(text: string, line: Line): number {
  let at = line.start;
  while (at < line.end && text[at] === ' ') at++;
  return at;
}

/** A line by offsets, without and with its break. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly breakEnd: number;
}

function splitLines(text: string, start: number, end: number): Line[] {
  const lines: Line[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (text[at] === '\n') {
      const lineEnd = at > from && text[at - 1] === '\r' ? at - 1 : at;
      lines.push({ start: from, end: lineEnd, breakEnd: at + 1 });
      from = at + 1;
    }
  }
  lines.push({ start: from, end, breakEnd: end });
  return lines;
}

function isEmptyLine(text: string, line: Line): boolean {
  for (let at = line.start; at < line.end; at++) {
    if (!isBlank(text, at)) {
      return false;
    }
  }
  return true;
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\t';
}

function isBreak(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && text[at + 1] === '\n');
}
