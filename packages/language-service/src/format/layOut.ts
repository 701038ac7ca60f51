import { readLoosely, type LooseEntry, type LooseNode } from '@countersign/policy';

/** How far the lines of something move, and from which column on they are its own. */
interface Shift {
  /** Column that its first letter had. */
  readonly from: number;
  /** Column that it gets. */
  readonly to: number;
}

/** A text in the usual layout; the same text where its structure could not be seen. */
export function layOut(text: string): string {
  const { lines, root } = readLoosely(text);
  if (root.kind !== 'map' || root.flow) {
    return text;
  }
  const breaks = text.includes('\r\n') ? '\r\n' : '\n';
  const shifts = new Map<number, Shift>();
  /** Lines within a block or a text of several lines, whose ends are part of what is said. */
  const inner = new Set<number>();
  /** Places of the white space behind colons and dashes that stand on the line of their value. */
  const gaps = new Map<number, { start: number; end: number }[]>();

  const lineOf = (offset: number): number => {
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (lines[middle]!.start <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  };

  const place = (node: LooseNode, column: number): void => {
    for (const entry of node.entries) {
      const line = lineOf(entry.keySpan.start);
      const own = lines[line]!;
      if (own.content === entry.keySpan.start) {
        shifts.set(line, { from: own.column, to: column });
      }
      placeValue(entry, line, column);
    }
  };

  const placeValue = (entry: LooseEntry, line: number, column: number): void => {
    const { value, valueStart } = entry;
    if (value.kind === 'empty' || valueStart === undefined) {
      return;
    }
    const first = lineOf(value.span.start);
    if (first === line) {
      gaps.set(line, [...(gaps.get(line) ?? []), { start: valueStart, end: value.span.start }]);
    }
    if ((value.kind === 'map' || value.kind === 'list') && !value.flow) {
      place(value, column + 2);
      return;
    }
    const last = lineOf(value.span.end);
    const from = leastColumn(first === line ? first + 1 : first, last);
    for (let each = first === line ? first + 1 : first; each <= last; each++) {
      inner.add(each);
      shifts.set(each, { from, to: column + 2 });
    }
  };

  const leastColumn = (first: number, last: number): number => {
    let least = Infinity;
    for (let each = first; each <= last; each++) {
      const { content, end, column } = lines[each]!;
      least = content < end ? Math.min(least, column) : least;
    }
    return Number.isFinite(least) ? least : 0;
  };

  place(root, 0);

  const made: string[] = [];
  let empty = 0;
  lines.forEach((line, index) => {
    const isInner = inner.has(index);
    if (line.content === line.end && !isInner) {
      empty++;
      if (empty === 1 && made.length > 0) {
        made.push('');
      }
      return;
    }
    empty = 0;
    const shift = shifts.get(index) ?? commentShift(index);
    const indent = Math.max(0, line.column + (shift ? shift.to - shift.from : 0));
    const body = closeGaps(line.content, line.end, gaps.get(index) ?? []);
    made.push(body === '' ? '' : ' '.repeat(indent) + (isInner ? body : body.trimEnd()));
  });
  while (made.at(-1) === '') made.pop();
  return made.length === 0 ? text : made.join(breaks) + breaks;

  /** A comment stands as the next line does that is none. */
  function commentShift(index: number): Shift | undefined {
    for (let next = index + 1; next < lines.length; next++) {
      const shift = shifts.get(next);
      if (shift && !inner.has(next)) {
        return lines[index]!.column === shift.from
          ? shift
          : { from: lines[index]!.column, to: Math.min(lines[index]!.column, shift.to) };
      }
    }
    return undefined;
  }

  /** One space behind each colon or dash; more of them between brackets or in a column are meant. */
  function closeGaps(
    start: number,
    end: number,
    found: readonly { start: number; end: number }[],
  ): string {
    let body = '';
    let at = start;
    for (const gap of found) {
      const isAligned = /^[{[]/.test(text.slice(gap.end)) && gap.end - gap.start > 1;
      if (gap.start >= start && gap.end <= end && !isAligned) {
        const between = text.slice(gap.start, gap.end).trim();
        body += `${text.slice(at, gap.start)} ${between && `${between} `}`;
        at = gap.end;
      }
    }
    return body + text.slice(at, end);
  }
}
