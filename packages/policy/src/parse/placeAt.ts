import type { Span } from '@countersign/diagnostics';
import type { LooseDocument, LooseEntry, LooseLine, LooseNode } from './LooseDocument';
import type { Path } from './PolicyText';

/** Where in a document a cursor is. */
export interface Place {
  /**
   * `member`: on the name of a member, or where one may begin; `value`: on a value, or where one is
   * expected; `nothing`: in a comment, or where neither can stand.
   */
  readonly kind: 'member' | 'value' | 'nothing';
  /** Of a member the path of the mapping that holds it; of a value its own. */
  readonly path: Path;
  /** What stands there and would be replaced; empty at the cursor where nothing does. */
  readonly span: Span;
  /** The member whose name or value this is, or the item of a list. */
  readonly entry?: LooseEntry;
  /** The mapping or list around it, if it is there yet. */
  readonly holder?: LooseNode;
  /** Whether it lies between brackets. */
  readonly flow: boolean;
  /** Column at which the line's own members begin; what is nested stands two further. */
  readonly column: number;
  /**
   * Of a value: whether it stands on a line of its own or behind a dash, so that a member's name may
   * come of it.
   */
  readonly alone: boolean;
  /** Of a value: whether it would be a new item of a list and lacks its dash. */
  readonly needsDash: boolean;
}

/** A step of the way down to a place. */
interface Step {
  readonly holder: LooseNode;
  readonly entry: LooseEntry;
  readonly index: number;
}

/**
 * Finds the place of an offset in a text of any state. On an empty line the indentation up to the
 * cursor says what may be typed there.
 *
 * Costs a binary search on each level of nesting; nothing throws.
 */
export function placeAt(document: LooseDocument, offset: number): Place {
  const at = Math.min(Math.max(offset, 0), document.text.length);
  const comment = lastStarting(document.comments, at, each => each.start);
  if (comment && comment.start < at && at <= comment.end) {
    return nothing(at);
  }
  const line = lastStarting(document.lines, at, each => each.start)!;
  if (document.root.flow) {
    return inFlow(document, document.root, [], at, line);
  }
  const way = wayTo(document.root, at);
  const deepest = way.at(-1);
  if (deepest && deepest.entry.keySpan.end >= at && deepest.entry.key !== undefined) {
    return memberPlace(way, deepest.entry.keySpan, deepest.entry, columnOf(line, deepest.entry));
  }
  if (deepest) {
    const found = inValue(document, way, at, line);
    if (found) {
      return found;
    }
  }
  return line.content === line.end ? onBlank(document, way, at, line) : nothing(at);
}

/** On what stands behind the last name or dash before the cursor. */
function inValue(
  document: LooseDocument,
  way: readonly Step[],
  at: number,
  line: LooseLine,
): Place | undefined {
  const { holder, entry } = way.at(-1)!;
  const { value, valueStart, keySpan } = entry;
  const path = pathOf(way);
  if (valueStart === undefined || at < valueStart) {
    return undefined;
  }
  const isKeyLine = keySpan.start >= line.start;
  switch (value.kind) {
    case 'empty':
      return isKeyLine
        ? valuePlace(
            path,
            { start: at, end: at },
            way,
            columnOf(line, entry),
            entry.key === undefined,
          )
        : undefined;
    case 'scalar': {
      const start = value.span.start;
      if (at < start) {
        return isKeyLine && start <= line.end
          ? valuePlace(path, { start: at, end: at }, way, columnOf(line, entry), false)
          : undefined;
      }
      if (at > value.span.end && !goesOn(document, holder, value, at, line)) {
        return undefined;
      }
      const mayBeName =
        value.style === 'plain' && (value.alone === true || entry.key === undefined);
      return valuePlace(path, value.span, way, start - line.start, mayBeName);
    }
    default:
      return value.flow && at > value.span.start && (at < value.span.end || !value.closed)
        ? inFlow(document, value, path, at, line)
        : undefined;
  }
}

/** Whether a cursor behind a scalar still writes it: on its last line, or deeper on a line below. */
function goesOn(
  { lines, text }: LooseDocument,
  holder: LooseNode,
  { span, style, closed }: LooseNode,
  at: number,
  line: LooseLine,
): boolean {
  if (closed && (style === "'" || style === '"')) {
    return false;
  }
  if (line.start <= span.end) {
    return !text.slice(span.end, at).includes('#');
  }
  if (style === "'" || style === '"' || line.content < line.end) {
    return false;
  }
  const isBlock = style === '|' || style === '>';
  const last = lastIndexStarting(lines, span.end, each => each.start);
  // Right below a plain text it may go on; further down it has ended.
  return (isBlock || lines[last + 1] === line) && at - line.start > holder.indent;
}

/** On an empty line, or in the indentation of one. */
function onBlank(
  document: LooseDocument,
  way: readonly Step[],
  at: number,
  line: LooseLine,
): Place {
  const column = at - line.start;
  const span = { start: at, end: at };
  for (let depth = way.length; depth > 0; depth--) {
    const { holder, entry, index } = way[depth - 1]!;
    const inner = entry.value;
    const isBelow = depth === way.length && column > holder.indent && !inner.flow;
    if (isBelow && inner.kind === 'empty' && entry.valueStart !== undefined) {
      return valuePlace(pathOf(way.slice(0, depth)), span, way, column, true);
    }
    if (isBelow && inner.kind === 'map') {
      return memberPlaceIn(pathOf(way.slice(0, depth)), inner, span, column);
    }
    if (isBelow && inner.kind === 'list') {
      return itemPlace([...pathOf(way.slice(0, depth)), 0], inner, span, column);
    }
    if (holder.indent === column || (holder.kind === 'map' && holder.indent < column)) {
      const path = pathOf(way.slice(0, depth - 1));
      return holder.kind === 'map'
        ? memberPlaceIn(path, holder, span, column)
        : itemPlace([...path, index + 1], holder, span, column);
    }
  }
  return way.length === 0 || column <= document.root.indent
    ? memberPlaceIn([], document.root, span, column)
    : nothing(at);
}

function inFlow(
  document: LooseDocument,
  flow: LooseNode,
  path: Path,
  at: number,
  line: LooseLine,
): Place {
  const column = line.column;
  const index = lastIndexStarting(flow.entries, at, each => each.keySpan.start);
  const entry = flow.entries[index];
  const span = { start: at, end: at };
  const base = { holder: flow, flow: true, column, alone: false, needsDash: false };
  const between = entry && document.text.slice(endOf(entry), Math.max(at, endOf(entry)));
  if (!entry || (between ?? '').includes(',')) {
    return flow.kind === 'map'
      ? { ...base, kind: 'member', path, span }
      : { ...base, kind: 'value', path: [...path, index + 1], span };
  }
  if (entry.key !== undefined && at <= entry.keySpan.end) {
    return { ...base, kind: 'member', path, span: entry.keySpan, entry };
  }
  if (entry.valueStart === undefined || at < entry.valueStart) {
    return nothing(at);
  }
  const { value } = entry;
  const inner = [...path, entry.key ?? index];
  if ((value.kind === 'map' || value.kind === 'list') && at > value.span.start) {
    return at < value.span.end || !value.closed
      ? inFlow(document, value, inner, at, line)
      : nothing(at);
  }
  if (value.kind === 'scalar' && at >= value.span.start) {
    const isQuoted = value.style !== 'plain' && value.closed;
    return at > value.span.end && isQuoted
      ? nothing(at)
      : { ...base, kind: 'value', path: inner, span: value.span, entry };
  }
  return { ...base, kind: 'value', path: inner, span, entry };
}

function endOf({ keySpan, valueStart, value }: LooseEntry): number {
  return Math.max(keySpan.end, valueStart ?? 0, value.span.end);
}

/** From the root to the last name or dash that begins at or before an offset. */
function wayTo(root: LooseNode, at: number): Step[] {
  const way: Step[] = [];
  let node = root;
  while (!node.flow && node.entries.length > 0) {
    let index = lastIndexStarting(node.entries, at, each => each.keySpan.start);
    while (index > 0 && isStray(node.entries[index]!, node.entries[index - 1]!, at)) {
      index--;
    }
    const entry = node.entries[index];
    if (!entry) {
      break;
    }
    way.push({ holder: node, entry, index });
    node = entry.value;
  }
  return way;
}

/** Whether an entry is a word that was typed in the midst of the one before it, which goes on. */
function isStray(entry: LooseEntry, before: LooseEntry, at: number): boolean {
  const { end } = entry.keySpan;
  return entry.valueStart === undefined && at > end && before.value.span.end > end;
}

function pathOf(way: readonly Step[]): PropertyKey[] {
  return way.map(({ entry, index }) => entry.key ?? index);
}

function memberPlace(way: readonly Step[], span: Span, entry: LooseEntry, column: number): Place {
  const { holder } = way.at(-1)!;
  const path = pathOf(way.slice(0, -1));
  return {
    kind: 'member',
    path,
    span,
    entry,
    holder,
    flow: false,
    column,
    alone: false,
    needsDash: false,
  };
}

function memberPlaceIn(path: Path, holder: LooseNode, span: Span, column: number): Place {
  return {
    kind: 'member',
    path,
    span,
    holder,
    flow: false,
    column,
    alone: false,
    needsDash: false,
  };
}

function valuePlace(
  path: Path,
  span: Span,
  way: readonly Step[],
  column: number,
  alone: boolean,
): Place {
  const { holder, entry } = way.at(-1)!;
  return {
    kind: 'value',
    path,
    span,
    entry,
    holder,
    flow: false,
    column,
    alone,
    needsDash: false,
  };
}

function itemPlace(path: Path, holder: LooseNode, span: Span, column: number): Place {
  return {
    kind: 'value',
    path,
    span,
    holder,
    flow: false,
    column,
    alone: true,
    needsDash: true,
  };
}

function nothing(at: number): Place {
  return {
    kind: 'nothing',
    path: [],
    span: { start: at, end: at },
    flow: false,
    column: 0,
    alone: false,
    needsDash: false,
  };
}

/** The column at which the members beside an entry begin; behind a dash, that of what follows it. */
function columnOf(line: LooseLine, entry: LooseEntry): number {
  const own = entry.keySpan.start - line.start;
  return entry.key === undefined ? own + 2 : own;
}

function lastStarting<T>(
  list: readonly T[],
  at: number,
  start: (each: T) => number,
): T | undefined {
  return list[lastIndexStarting(list, at, start)];
}

function lastIndexStarting<T>(list: readonly T[], at: number, start: (each: T) => number): number {
  let low = -1;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (start(list[middle]!) <= at) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
